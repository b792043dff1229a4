package io.latchkey.bench.platform;

import io.latchkey.problem.ConstraintViolationMapper;
import io.latchkey.problem.ThrowableMapper;
import io.latchkey.rest.BodyLimit;
import io.latchkey.rest.JsonBodyReader;
import io.latchkey.rest.JsonBodyWriter;
import io.latchkey.rest.NoStore;
import io.latchkey.rest.NumberParameters;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.ws.rs.core.Feature;
import jakarta.ws.rs.core.FeatureContext;
import java.util.Set;

/** Those of Latchkey's providers that do not know a caller, as CDI makes them. */
public class PlatformProviders implements Feature {

    private static final Set<Class<?>> TYPES = Set.of(
            BodyLimit.class,
            ConstraintViolationMapper.class,
            JsonBodyReader.class,
            JsonBodyWriter.class,
            NoStore.class,
            NumberParameters.class,
            ThrowableMapper.class);

    @Override
    public boolean configure(FeatureContext context) {
        TYPES.forEach(type -> context.register(CDI.current().select(type).get()));
        return true;
    }
}
