package io.latchkey.limit;

import io.latchkey.problem.WholeSeconds;
import io.latchkey.quota.RateLimit;
import java.time.Duration;

/**
 * The outcome of applying a rate limit to a request.
 *
 * @param policy the limit's name
 * @param granted whether the request may proceed
 * @param remaining how many more requests may proceed now
 * @param retryAfter the time until another request may proceed, if this one may not
 * @param reset the time until the limit's full number of requests is available again
 */
record Allowance(String policy, RateLimit limit, boolean granted, long remaining, Duration retryAfter, Duration reset) {

    /** Returns this allowance as if the request had not been counted, because it was refused elsewhere. */
    Allowance uncounted() {
        return new Allowance(policy, limit, granted, remaining + 1, retryAfter, reset);
    }

    /** Formats the item for {@code RateLimit-Policy} (draft-ietf-httpapi-ratelimit-headers-10, section 3). */
    String policyItem() {
        return '"' + policy + "\";q=" + limit.requests() + ";w=" + WholeSeconds.of(limit.period());
    }

    /** Formats the item for {@code RateLimit} (section 4 of the same draft). */
    String limitItem() {
        return '"' + policy + "\";r=" + remaining + ";t=" + WholeSeconds.of(granted ? reset : retryAfter);
    }
}
