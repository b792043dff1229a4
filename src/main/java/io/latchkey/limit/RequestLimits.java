package io.latchkey.limit;

import io.latchkey.caller.ApiKeyPrincipal;
import io.latchkey.caller.KeyDecision;
import io.latchkey.caller.KeyDecisions;
import io.latchkey.problem.Problem;
import io.latchkey.problem.ProblemType;
import io.latchkey.problem.WholeSeconds;
import io.latchkey.quota.Quota;
import io.latchkey.quota.QuotaPeriod;
import io.latchkey.quota.QuotaState;
import io.latchkey.quota.Quotas;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.HttpHeaders;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Applies all limits on the number of a key's requests: its rate limit, its organisation's, and its quota. A
 * request that one of them refuses is not counted by the others.
 */
@Singleton
public class RequestLimits {

    /** The header with the number of requests left in the key's quota. */
    public static final String REMAINING = "X-Latchkey-Remaining";

    private static final Ruling UNLIMITED =
            new Ruling(KeyDecision.ACCEPTED, Optional.empty(), Optional.empty(), Map.of());

    private final KeyDecisions decisions;
    private final RateLimiter limiter;
    private final Quotas quotas;
    private final Clock clock;

    @Inject
    RequestLimits(KeyDecisions decisions, RateLimiter limiter, Quotas quotas, Clock clock) {
        this.decisions = decisions;
        this.limiter = limiter;
        this.quotas = quotas;
        this.clock = clock;
    }

    /**
     * Counts a request of the key. Must be called once per request, and outside of any transaction.
     *
     * @throws jakarta.persistence.PersistenceException if the key has a quota and the database fails
     */
    public Ruling take(ApiKeyPrincipal key) {
        Ruling ruling = limiter.limits(key) || key.quota().isPresent() ? ruling(key) : UNLIMITED;
        decisions.count(ruling.decision());
        return ruling;
    }

    private Ruling ruling(ApiKeyPrincipal key) {
        List<Allowance> allowances = limiter.take(key);
        Optional<Allowance> refused =
                allowances.stream().filter(allowance -> !allowance.granted()).findFirst();
        Optional<QuotaState> quota = quota(key, refused.isPresent());
        boolean usedUp = quota.filter(state -> !state.granted()).isPresent();
        if (usedUp) {
            limiter.giveBack(key);
            allowances = allowances.stream().map(Allowance::uncounted).toList();
        }
        Optional<Long> remaining = quota.map(QuotaState::remaining);
        Map<String, String> headers = headers(allowances);
        remaining.ifPresent(left -> headers.put(REMAINING, Long.toString(left)));
        return refused.isPresent()
                ? rateLimited(refused.get(), remaining, headers)
                : usedUp
                        ? usedUp(key.quota().get(), quota.get(), headers)
                        : new Ruling(KeyDecision.ACCEPTED, Optional.empty(), remaining, headers);
    }

    private static Ruling rateLimited(Allowance refused, Optional<Long> remaining, Map<String, String> headers) {
        headers.put(HttpHeaders.RETRY_AFTER, retryAfter(refused.retryAfter()));
        Problem problem = Problem.of(
                ProblemType.TOO_MANY_REQUESTS,
                "Nothing was done. Repeat the request after the number of seconds in Retry-After.");
        return new Ruling(KeyDecision.RATE_LIMITED, Optional.of(problem), remaining, headers);
    }

    private Ruling usedUp(Quota quota, QuotaState state, Map<String, String> headers) {
        headers.put(HttpHeaders.RETRY_AFTER, retryAfter(Duration.between(clock.instant(), state.resetsAt())));
        Problem problem = Problem.of(
                ProblemType.QUOTA_USED_UP,
                "Nothing was done. The key has used all its " + quota.requests() + " requests for this "
                        + (quota.period() == QuotaPeriod.DAY ? "day" : "month") + " (UTC).");
        return new Ruling(KeyDecision.QUOTA_USED_UP, Optional.of(problem), Optional.of(state.remaining()), headers);
    }

    private Optional<QuotaState> quota(ApiKeyPrincipal key, boolean refused) {
        return decisions.undecidedUnlessFound(() ->
                key.quota().map(quota -> refused ? quotas.look(key.keyId(), quota) : quotas.take(key.keyId(), quota)));
    }

    /** Creates {@code RateLimit} and {@code RateLimit-Policy} (draft-ietf-httpapi-ratelimit-headers-10). */
    private static Map<String, String> headers(List<Allowance> allowances) {
        Map<String, String> headers = new HashMap<>();
        if (!allowances.isEmpty()) {
            headers.put(
                    "RateLimit-Policy",
                    allowances.stream().map(Allowance::policyItem).collect(Collectors.joining(", ")));
            headers.put(
                    "RateLimit", allowances.stream().map(Allowance::limitItem).collect(Collectors.joining(", ")));
        }
        return headers;
    }

    private static String retryAfter(Duration duration) {
        return Long.toString(Math.max(1, WholeSeconds.of(duration)));
    }
}
