package io.latchkey.rest;

import io.latchkey.problem.Problem;
import io.latchkey.problem.ProblemException;
import io.latchkey.problem.ProblemType;
import jakarta.inject.Singleton;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.DynamicFeature;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.FeatureContext;
import jakarta.ws.rs.ext.Provider;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Refuses bodies of more than 1 MiB, or of more than {@link MaxBody} allows, with 413, whether or not their
 * length is declared.
 */
@Provider
@Singleton
public class BodyLimit implements DynamicFeature {

    /** The default limit in bytes. */
    static final int MAX_BYTES = 1024 * 1024;

    @Override
    public void configure(ResourceInfo resource, FeatureContext context) {
        MaxBody own = DeclaredMethod.of(resource).method().getAnnotation(MaxBody.class);
        context.register(new LimitFilter(own == null ? MAX_BYTES : own.value()));
    }

    private record LimitFilter(int maxBytes) implements ContainerRequestFilter {

        @Override
        public void filter(ContainerRequestContext request) {
            limit(request, maxBytes);
        }
    }

    /**
     * Limits the body to the given number of bytes, for a method with a limit of its own.
     *
     * @throws ProblemException 413, if the declared length exceeds the limit
     */
    public static void limit(ContainerRequestContext request, int maxBytes) {
        if (request.getLength() > maxBytes) {
            throw tooLarge(maxBytes);
        }
        request.setEntityStream(new LimitedStream(request.getEntityStream(), maxBytes));
    }

    private static ProblemException tooLarge(int maxBytes) {
        return new ProblemException(
                Problem.of(ProblemType.BODY_TOO_LARGE, "The body can have at most " + maxBytes + " bytes."));
    }

    private static final class LimitedStream extends FilterInputStream {

        private final int maxBytes;
        private long left;

        LimitedStream(InputStream body, int maxBytes) {
            super(body);
            this.maxBytes = maxBytes;
            this.left = maxBytes;
        }

        @Override
        public int read() throws IOException {
            int b = super.read();
            if (b >= 0) {
                count(1);
            }
            return b;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int read = super.read(buffer, offset, length);
            if (read > 0) {
                count(read);
            }
            return read;
        }

        private void count(int read) {
            left -= read;
            if (left < 0) {
                throw tooLarge(maxBytes);
            }
        }
    }
}
