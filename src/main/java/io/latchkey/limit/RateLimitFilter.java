package io.latchkey.limit;

import io.latchkey.key.CallingKey;
import io.latchkey.problem.Problem;
import io.latchkey.problem.ProblemException;
import io.latchkey.problem.ProblemType;
import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Refuses a request over a limit with 429 and {@code Retry-After}, before anything else is done for it, and says in every
 * answer what is left ({@code RateLimit}, {@code RateLimit-Policy}: draft-ietf-httpapi-ratelimit-headers-10).
 */
@Provider
@PreMatching
@Singleton
@Priority(Priorities.AUTHENTICATION)
public class RateLimitFilter implements ContainerRequestFilter, ContainerResponseFilter {

    private static final String ALLOWANCES = RateLimitFilter.class.getName();

    private final RateLimiter limiter;
    private final CallingKey caller;

    @Inject
    RateLimitFilter(RateLimiter limiter, CallingKey caller) {
        this.limiter = limiter;
        this.caller = caller;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        List<Allowance> allowances = limiter.take(caller.get());
        request.setProperty(ALLOWANCES, allowances);
        if (!allowances.stream().allMatch(Allowance::granted)) {
            throw new ProblemException(Problem.of(
                    ProblemType.TOO_MANY_REQUESTS,
                    "Nothing was done. Repeat the request after the seconds that Retry-After says."));
        }
    }

    @Override
    @SuppressWarnings("unchecked") // Nobody else writes the property.
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        List<Allowance> allowances = (List<Allowance>) request.getProperty(ALLOWANCES);
        if (allowances == null || allowances.isEmpty()) {
            return;
        }
        response.getHeaders()
                .putSingle(
                        "RateLimit-Policy",
                        allowances.stream().map(Allowance::policyItem).collect(Collectors.joining(", ")));
        response.getHeaders()
                .putSingle(
                        "RateLimit",
                        allowances.stream().map(Allowance::limitItem).collect(Collectors.joining(", ")));
        allowances.stream()
                .filter(allowance -> !allowance.granted())
                .findFirst()
                .ifPresent(refused -> response.getHeaders()
                        .putSingle(HttpHeaders.RETRY_AFTER, Math.max(1, Allowance.seconds(refused.retryAfter()))));
    }
}
