package io.latchkey.limit;

import io.latchkey.caller.CallingKey;
import io.latchkey.problem.ProblemException;
import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.ext.Provider;

/**
 * Refuses a key's requests over a limit with 429 and {@code Retry-After}, before any other work is done for
 * them, and adds headers with the remaining allowance to every response.
 */
@Provider
@PreMatching
@Singleton
@Priority(Priorities.AUTHENTICATION)
public class RateLimitFilter implements ContainerRequestFilter, ContainerResponseFilter {

    private static final String RULING = RateLimitFilter.class.getName();

    private final RequestLimits limits;

    @Inject
    public RateLimitFilter(RequestLimits limits) {
        this.limits = limits;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        CallingKey.of(request).map(limits::take).ifPresent(ruling -> {
            if (!ruling.headers().isEmpty()) {
                request.setProperty(RULING, ruling);
            }
            ruling.refusal().ifPresent(problem -> {
                throw new ProblemException(problem);
            });
        });
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        if (request.getProperty(RULING) instanceof Ruling ruling) {
            ruling.headers().forEach(response.getHeaders()::putSingle);
        }
    }
}
