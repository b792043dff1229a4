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
 * Refuses requests to a method that takes a body if they have no body (400), or a body without a content type
 * (415). Otherwise a runtime passes null in place of the body, or assumes any type that the method supports.
 * As long as the content type must be declared, a page of another site cannot make a browser send JSON
 * without asking the server first.
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
