package io.latchkey.quota;

import java.time.Instant;

/**
 * What the database knows of a key's quota.
 *
 * @param start of the period that is counted
 * @param used the requests of it that nodes have taken, made or not
 */
record QuotaCount(long keyId, QuotaPeriod period, Instant start, long used) {

    /** What is free of the quota in the present period, or in the next if a clock that is ahead has begun it. */
    long free(Quota quota, Instant now) {
        return Math.max(0, quota.requests() - (start.isBefore(period.start(now)) ? 0 : used));
    }
}
