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
 * Refuses with 400 a {@code multipart/form-data} body that the server's own reader cannot read, such as one
 * with a part without {@code Content-Disposition} (RFC 7578, section 4.2). For such a body, some readers
 * throw an exception that would otherwise result in a 500.
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
            // If this is a fault of the product, it would go unnoticed otherwise.
            LOG.log(Level.DEBUG, "A form could not be read", failure);
            throw ProblemException.invalid("", "cannot be read as a form");
        }
    }

    private static Stream<Throwable> causes(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause);
    }

    /** A body that is too large, or a broken connection, is not a fault of the form. */
    private static boolean hasAnAnswer(Throwable cause) {
        return cause instanceof ProblemException
                || cause instanceof WebApplicationException
                || cause instanceof IOException;
    }
}
