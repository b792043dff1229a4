package io.latchkey.rest;

import io.latchkey.problem.ProblemException;
import jakarta.inject.Singleton;
import jakarta.ws.rs.NotSupportedException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.DynamicFeature;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.FeatureContext;
import jakarta.ws.rs.ext.Provider;
import java.util.Arrays;

/**
 * Refuses what a method that takes a body was sent without one (400), or with one of which nobody has said what it is (415): a
 * runtime hands over nothing in its place, or takes it for whatever the method knows. No page of another site can make a
 * browser send JSON unasked, as long as it must be said that it is.
 */
@Provider
@Singleton
public class RequiredBody implements DynamicFeature {

    @Override
    public void configure(ResourceInfo resource, FeatureContext context) {
        boolean takesBody = Arrays.stream(DeclaredMethod.of(resource).method().getParameters())
                .anyMatch(parameter -> Arrays.stream(parameter.getAnnotations())
                        .noneMatch(of -> of.annotationType().getPackageName().startsWith("jakarta.ws.rs")));
        if (takesBody) {
            context.register(new BodyFilter());
        }
    }

    private static final class BodyFilter implements ContainerRequestFilter {

        @Override
        public void filter(ContainerRequestContext request) {
            if (!request.hasEntity()) {
                throw ProblemException.invalid("", "is required: the request has no body");
            }
            if (request.getMediaType() == null) {
                throw new NotSupportedException();
            }
        }
    }
}
