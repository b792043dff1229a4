package io.latchkey.limit;

import io.latchkey.quota.RateLimit;
import java.time.Duration;
import java.time.Instant;

/**
 * Recent failures, and how long to wait after them. Fewer failures than the limit require no wait; then, with
 * the limit {@code 20/PT10M}, the wait is 30 seconds after the twentieth failure, and doubles with each
 * further one, up to 10 minutes. After 10 minutes without a failure following the wait, all failures are
 * forgotten.
 *
 * @param last when the last failure occurred
 */
record Failures(long count, Instant last) {

    static final Failures NONE = new Failures(0, Instant.EPOCH);

    /** Returns the remaining wait. */
    Duration wait(RateLimit limit, Instant now) {
        Duration wait = wait(limit);
        // With concurrent failures, the one that read the clock first may be counted last; no wait may
        // result.
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

    /** Returns these failures, or none if they have been forgotten by now. */
    Failures remembered(RateLimit limit, Instant now) {
        return now.isBefore(last.plus(wait(limit)).plus(limit.period())) ? this : NONE;
    }

    /** Returns these failures with one more at the given time. */
    Failures andOneMore(RateLimit limit, Instant now) {
        return new Failures(remembered(limit, now).count + 1, last.isAfter(now) ? last : now);
    }
}
