package io.latchkey.verify;

import io.latchkey.problem.Problem;
import io.latchkey.problem.ProblemException;
import io.latchkey.rest.BodyLimit;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.NotAllowedException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.Provider;
import java.util.Set;

/**
 * Routes requests to their resource methods by the path exactly as it was sent. Otherwise any part of a path
 * appended by a proxy could lead elsewhere; its method is the client's.
 */
@Provider
@PreMatching
@Singleton
public class VerificationPaths implements ContainerRequestFilter {

    /** The path to which requests are routed whose method and path belong to another service. */
    static final String APPENDED = "http";

    /** In bytes. */
    private static final int MAX_BODY = 64 * 1024;

    private static final Set<String> ASKING = Set.of(HttpMethod.GET, HttpMethod.HEAD);

    private static final Set<String> OF_BODIES = Set.of(
            HttpHeaders.ACCEPT, HttpHeaders.ACCEPT_LANGUAGE, HttpHeaders.CONTENT_TYPE, HttpHeaders.CONTENT_ENCODING);

    private final HttpServletRequest request;

    /** Expects the container's proxy for the current thread's request. */
    @Inject
    public VerificationPaths(HttpServletRequest request) {
        this.request = request;
    }

    @Override
    public void filter(ContainerRequestContext context) {
        if (!context.getMethod().equals(HttpMethod.POST) || ProxyQuestion.isAppended(request)) {
            // These describe the bodies that client and service exchange; question and answer have none.
            OF_BODIES.forEach(context.getHeaders()::remove);
        }
        if (ProxyQuestion.isAppended(request)) {
            context.setMethod(HttpMethod.GET);
            context.setRequestUri(
                    context.getUriInfo().getBaseUriBuilder().path(APPENDED).build());
            return;
        }
        if (!ProxyQuestion.path(request).equals(ProxyQuestion.PLAIN)) {
            throw new NotFoundException();
        }
        if (context.getMethod().equals(HttpMethod.POST)) {
            BodyLimit.limit(context, MAX_BODY);
            if (ProxyQuestion.describesAnother(request)) {
                throw new ProblemException(
                        Problem.ofStatus(400, "A proxy must ask with GET, whatever the method of its request."));
            }
        } else if (!ASKING.contains(context.getMethod())) {
            // Includes OPTIONS, which the server would answer with 200.
            throw new NotAllowedException(Response.status(Response.Status.METHOD_NOT_ALLOWED)
                    .allow(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.POST)
                    .build());
        }
    }
}
