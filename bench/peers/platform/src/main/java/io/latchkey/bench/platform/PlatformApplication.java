package io.latchkey.bench.platform;

import io.latchkey.problem.ConstraintViolationMapper;
import io.latchkey.problem.ThrowableMapper;
import io.latchkey.rest.BodyLimit;
import io.latchkey.rest.JsonBodyReader;
import io.latchkey.rest.JsonBodyWriter;
import io.latchkey.rest.NoStore;
import io.latchkey.rest.NumberParameters;
import jakarta.annotation.security.DeclareRoles;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.ConfigProvider;

/** The guarded API behind the least that the platform can know a caller by. */
@DeclareRoles("KEY")
@ApplicationPath("/api")
public class PlatformApplication extends Application {

    private static final Set<Class<?>> CLASSES = Set.of(
            PlatformVersionResource.class,
            BodyLimit.class,
            ConstraintViolationMapper.class,
            JsonBodyReader.class,
            JsonBodyWriter.class,
            NoStore.class,
            NumberParameters.class,
            ThrowableMapper.class,
            VisitResource.class);

    @Override
    public Set<Class<?>> getClasses() {
        return takesObjects() ? Set.of() : CLASSES;
    }

    @Override
    @SuppressWarnings("deprecation")
    public Set<Object> getSingletons() {
        return takesObjects()
                ? CLASSES.stream().map(type -> (Object) CDI.current().select(type).get()).collect(Collectors.toSet())
                : Set.of();
    }

    /** As in Latchkey. */
    private static boolean takesObjects() {
        return ConfigProvider.getConfig().getValue("latchkey.rest.objects", Boolean.class);
    }
}
