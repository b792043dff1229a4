package io.latchkey.bench.open;

import jakarta.enterprise.inject.spi.CDI;
import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Set;
import org.eclipse.microprofile.config.ConfigProvider;

/** The guarded API without its guard: the same path, with every provider that does not ask who is calling. */
@ApplicationPath("/api")
public class OpenApplication extends Application {

    @Override
    public Set<Class<?>> getClasses() {
        return takesObjects() ? Set.of(OpenProviders.class) : Set.of(OpenVersionResource.class, OpenProviders.class);
    }

    @Override
    @SuppressWarnings("deprecation")
    public Set<Object> getSingletons() {
        return takesObjects() ? Set.of(CDI.current().select(OpenVersionResource.class).get()) : Set.of();
    }

    /** As in Latchkey. */
    private static boolean takesObjects() {
        return ConfigProvider.getConfig().getValue("latchkey.rest.objects", Boolean.class);
    }
}
