package io.latchkey.bench.open;

import io.latchkey.problem.ConstraintViolationMapper;
import io.latchkey.problem.ThrowableMapper;
import io.latchkey.rest.BodyLimit;
import io.latchkey.rest.JsonBodyReader;
import io.latchkey.rest.JsonBodyWriter;
import io.latchkey.rest.NoStore;
import io.latchkey.rest.NumberParameters;
import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Set;

/** The guarded API without its guard: the same path, with every provider that does not ask who is calling. */
@ApplicationPath("/api")
public class OpenApplication extends Application {

    @Override
    public Set<Class<?>> getClasses() {
        return Set.of(
                OpenVersionResource.class,
                BodyLimit.class,
                ConstraintViolationMapper.class,
                JsonBodyReader.class,
                JsonBodyWriter.class,
                NoStore.class,
                NumberParameters.class,
                ThrowableMapper.class);
    }
}
