package io.latchkey.bench.platform;

import jakarta.annotation.security.DeclareRoles;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Set;
import org.eclipse.microprofile.config.ConfigProvider;

/** The guarded API behind the least that the platform can know a caller by. */
@DeclareRoles("KEY")
@ApplicationPath("/api")
public class PlatformApplication extends Application {

    @Override
    public Set<Class<?>> getClasses() {
        return takesObjects() ? Set.of(PlatformProviders.class) : Set.of(PlatformVersionResource.class, PlatformProviders.class);
    }

    @Override
    @SuppressWarnings("deprecation")
    public Set<Object> getSingletons() {
        return takesObjects() ? Set.of(CDI.current().select(PlatformVersionResource.class).get()) : Set.of();
    }

    /** As in Latchkey. */
    private static boolean takesObjects() {
        return ConfigProvider.getConfig().getValue("latchkey.rest.objects", Boolean.class);
    }
}
