package io.latchkey.bench.open;

import io.latchkey.problem.ConstraintViolationMapper;
import io.latchkey.problem.ThrowableMapper;
import io.latchkey.rest.BodyLimit;
import io.latchkey.rest.JsonBodyReader;
import io.latchkey.rest.JsonBodyWriter;
import io.latchkey.rest.NoStore;
import io.latchkey.rest.NumberParameters;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.ConfigProvider;

/** The guarded API without its guard: the same path, with every provider that does not ask who is calling. */
@ApplicationPath("/api")
public class OpenApplication extends Application {

    private static final Set<Class<?>> CLASSES = Set.of(
            OpenVersionResource.class,
            BodyLimit.class,
            ConstraintViolationMapper.class,
            JsonBodyReader.class,
            JsonBodyWriter.class,
            NoStore.class,
            NumberParameters.class,
            ThrowableMapper.class);

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
