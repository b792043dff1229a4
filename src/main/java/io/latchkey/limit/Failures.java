package io.latchkey.limit;

import io.latchkey.quota.RateLimit;
import java.time.Duration;
import java.time.Instant;

/**
 * What has failed of late, and how long to wait for that: nothing for fewer failures than a limit has; then, with the limit
 * {@code 20/PT10M}, 30 seconds after the twentieth, and after each further one twice as long, up to 10 minutes. When nothing has
 * failed for as long as 10 minutes after the wait, all is forgotten.
 *
 * @param last when the last one was
 */
record Failures(long count, Instant last) {

    static final Failures NONE = new Failures(0, Instant.EPOCH);

    /** How much of the wait is left. */
    Duration wait(RateLimit limit, Instant now) {
        Duration wait = wait(limit);
        // Of failures at once, the one that looked at the clock first may be counted last: that is no wait.
        Duration left = wait.isZero() ? wait : Duration.between(now, last.plus(wait));
        return left.isNegative() ? Duration.ZERO : left;
    }

    private Duration wait(RateLimit limit) {
        if (count < limit.requests()) {
            return Duration.ZERO;
        }
        Duration wait = limit.period().dividedBy(limit.requests());
        for (long more = count - limit.requests(); more > 0 && wait.compareTo(limit.period()) < 0; more--) {
            wait = wait.multipliedBy(2);
        }
        return wait.compareTo(limit.period()) < 0 ? wait : limit.period();
    }

    /** These, unless they are forgotten by now. */
    Failures remembered(RateLimit limit, Instant now) {
        return now.isBefore(last.plus(wait(limit)).plus(limit.period())) ? this : NONE;
    }

    /** These and one more, now. */
    Failures andOneMore(RateLimit limit, Instant now) {
        return new Failures(remembered(limit, now).count + 1, last.isAfter(now) ? last : now);
    }
}
