package io.latchkey.metrics;

import java.util.Arrays;
import java.util.Locale;

/** A part of the product, as determined by the container's own mapping of a request. */
enum Area {
    API("/api"),
    MANAGE("/manage"),
    VERIFY("/verify"),
    SETTINGS("/settings"),
    OTHER("");

    private final String path;

    Area(String path) {
        this.path = path;
    }

    static Area of(String servletPath) {
        String place = servletPath + "/";
        return Arrays.stream(values())
                .filter(area -> place.startsWith(area.path + "/"))
                .findFirst()
                .orElse(OTHER);
    }

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
