package io.latchkey.boot;

import io.latchkey.problem.ConstraintViolationMapper;
import io.latchkey.problem.ThrowableMapper;
import io.latchkey.problem.TransactionMapper;
import io.latchkey.rest.BodyLimit;
import io.latchkey.rest.FormBodyReader;
import io.latchkey.rest.JsonBodyReader;
import io.latchkey.rest.JsonBodyWriter;
import io.latchkey.rest.NoStore;
import io.latchkey.rest.NumberParameters;
import io.latchkey.rest.RequiredBody;
import io.latchkey.security.AccessAfterBody;
import io.latchkey.security.AccessControl;
import java.util.Set;

/** The providers of every Jakarta REST application of the product. */
public class SharedProviders extends ProviderBeans {

    /** For the container. */
    public SharedProviders() {
        super(Set.of(
                AccessAfterBody.class,
                AccessControl.class,
                BodyLimit.class,
                ConstraintViolationMapper.class,
                FormBodyReader.class,
                JsonBodyReader.class,
                JsonBodyWriter.class,
                NoStore.class,
                NumberParameters.class,
                RequiredBody.class,
                ThrowableMapper.class,
                TransactionMapper.class));
    }
}
