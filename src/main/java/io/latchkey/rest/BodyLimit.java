package io.latchkey.rest;

import io.latchkey.form.LimitedStream;
import io.latchkey.problem.ProblemException;
import jakarta.inject.Singleton;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.DynamicFeature;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.FeatureContext;
import jakarta.ws.rs.ext.Provider;

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
            throw LimitedStream.tooLarge(maxBytes);
        }
        request.setEntityStream(new LimitedStream(request.getEntityStream(), maxBytes));
    }
}
