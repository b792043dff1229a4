package io.latchkey.bench.platform;

import io.latchkey.problem.ConstraintViolationMapper;
import io.latchkey.problem.ThrowableMapper;
import io.latchkey.rest.BodyLimit;
import io.latchkey.rest.JsonBodyReader;
import io.latchkey.rest.JsonBodyWriter;
import io.latchkey.rest.NoStore;
import io.latchkey.rest.NumberParameters;
import jakarta.annotation.security.DeclareRoles;
import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Set;

/** The guarded API behind the least that the platform can know a caller by. */
@DeclareRoles("KEY")
@ApplicationPath("/api")
public class PlatformApplication extends Application {

    @Override
    public Set<Class<?>> getClasses() {
        return Set.of(
                PlatformVersionResource.class,
                BodyLimit.class,
                ConstraintViolationMapper.class,
                JsonBodyReader.class,
                JsonBodyWriter.class,
                NoStore.class,
                NumberParameters.class,
                ThrowableMapper.class);
    }
}
