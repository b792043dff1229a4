package io.latchkey.rest;

import io.latchkey.problem.Problem;
import io.latchkey.problem.ProblemException;
import io.latchkey.problem.ProblemResponses;
import io.latchkey.request.ContentCoding;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.NotSupportedException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.DynamicFeature;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.FeatureContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.Provider;
import java.util.Arrays;

/**
 * Refuses requests to a method that takes a body if they have no body (400), or a body that is encoded, for example
 * compressed, or without a content type (415). Otherwise a runtime passes null in place of the body, or assumes any
 * type that the method supports. As long as the content type must be declared, a page of another site cannot make a
 * browser send JSON without asking the server first. No content coding is decoded: a small body could become a very
 * large one.
 */
@Provider
@Singleton
public class RequiredBody implements DynamicFeature {

    private static final String IDENTITY = "identity";

    private final ProblemResponses responses;

    @Inject
    RequiredBody(ProblemResponses responses) {
        this.responses = responses;
    }

    @Override
    public void configure(ResourceInfo resource, FeatureContext context) {
        boolean takesBody = Arrays.stream(DeclaredMethod.of(resource).method().getParameters())
                .anyMatch(parameter -> Arrays.stream(parameter.getAnnotations())
                        .noneMatch(annotation ->
                                annotation.annotationType().getPackageName().startsWith("jakarta.ws.rs")));
        if (takesBody) {
            context.register(new BodyFilter(responses));
        }
    }

    private record BodyFilter(ProblemResponses responses) implements ContainerRequestFilter {

        @Override
        public void filter(ContainerRequestContext request) {
            if (!request.hasEntity()) {
                throw ProblemException.invalid("", "is required: the request has no body");
            }
            if (isEncoded(request)) {
                request.abortWith(encoded());
                return;
            }
            if (request.getMediaType() == null) {
                throw new NotSupportedException();
            }
        }

        private static boolean isEncoded(ContainerRequestContext request) {
            String codings = request.getHeaderString(HttpHeaders.CONTENT_ENCODING);
            return codings != null && ContentCoding.isApplied(codings);
        }

        /** Names the coding that is accepted: RFC 9110, sections 12.5.3 and 15.5.16; RFC 7694. */
        private Response encoded() {
            Problem problem = Problem.ofStatus(
                    Response.Status.UNSUPPORTED_MEDIA_TYPE.getStatusCode(),
                    "The body has a Content-Encoding. Send it without any, as it is.");
            return Response.fromResponse(responses.of(problem))
                    .header(HttpHeaders.ACCEPT_ENCODING, IDENTITY)
                    .build();
        }
    }
}
