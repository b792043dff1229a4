package io.latchkey.metrics;

import io.latchkey.request.ServletPaths;
import java.util.List;
import java.util.Locale;

/** A part of the product, as determined by the container's own mapping of a request. */
enum Area {
    API(ServletPaths.API),
    MANAGE(ServletPaths.MANAGE),
    VERIFY(ServletPaths.VERIFY),
    SETTINGS(ServletPaths.SETTINGS),
    OTHER("");

    private static final List<Area> ALL = List.of(values());

    private final String path;
    private final String folder;

    Area(String path) {
        this.path = path;
        this.folder = path + "/";
    }

    /** A loop instead of a stream, to avoid allocations on every request. */
    static Area of(String servletPath) {
        for (Area area : ALL) {
            if (servletPath.equals(area.path) || servletPath.startsWith(area.folder)) {
                return area;
            }
        }
        return OTHER;
    }

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
