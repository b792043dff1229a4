package io.latchkey.rest;

import io.latchkey.problem.ProblemException;
import jakarta.inject.Singleton;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.ReaderInterceptor;
import jakarta.ws.rs.ext.ReaderInterceptorContext;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.stream.Stream;

/**
 * Refuses with 400 a {@code multipart/form-data} body that the server's own reader cannot read, such as one that has a part
 * without a {@code Content-Disposition} (RFC 7578, section 4.2). Some readers throw what would end as a 500 otherwise.
 */
@Provider
@Singleton
public class UnreadableForm implements ReaderInterceptor {

    private static final Logger LOG = System.getLogger(UnreadableForm.class.getName());

    @Override
    public Object aroundReadFrom(ReaderInterceptorContext body) throws IOException {
        if (!MediaType.MULTIPART_FORM_DATA_TYPE.isCompatible(body.getMediaType())) {
            return body.proceed();
        }
        try {
            return body.proceed();
        } catch (RuntimeException failure) {
            if (causes(failure).anyMatch(UnreadableForm::hasAnAnswer)) {
                throw failure;
            }
            // Were it a fault of ours, nobody else would hear of it.
            LOG.log(Level.DEBUG, "A form could not be read", failure);
            throw ProblemException.invalid("", "cannot be read as a form");
        }
    }

    private static Stream<Throwable> causes(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause);
    }

    /** A body that is too large, or a connection that broke, is no fault of the form. */
    private static boolean hasAnAnswer(Throwable cause) {
        return cause instanceof ProblemException
                || cause instanceof WebApplicationException
                || cause instanceof IOException;
    }
}
