package io.latchkey.limit;

import io.latchkey.quota.RateLimit;
import java.time.Duration;

/**
 * What a limit says to a request.
 *
 * @param policy the limit's name
 * @param granted whether the request may go on
 * @param remaining how many more may, now
 * @param retryAfter how long until one may again, if this one may not
 * @param reset how long until all may again that the limit has
 */
record Allowance(String policy, RateLimit limit, boolean granted, long remaining, Duration retryAfter, Duration reset) {

    /** The same of a request that was refused elsewhere, and is not counted. */
    Allowance uncounted() {
        return new Allowance(policy, limit, granted, remaining + 1, retryAfter, reset);
    }

    /** As draft-ietf-httpapi-ratelimit-headers-10, section 3, has it in {@code RateLimit-Policy}. */
    String policyItem() {
        return '"' + policy + "\";q=" + limit.requests() + ";w=" + seconds(limit.period());
    }

    /** The same, section 4, in {@code RateLimit}. */
    String limitItem() {
        return '"' + policy + "\";r=" + remaining + ";t=" + seconds(granted ? reset : retryAfter);
    }

    /** Rounded up: a second too early would be refused again. */
    static long seconds(Duration duration) {
        return duration.plusSeconds(1).minusNanos(1).toSeconds();
    }
}
