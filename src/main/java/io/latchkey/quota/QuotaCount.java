package io.latchkey.quota;

import java.time.Instant;

/**
 * The state of a key's quota in the database.
 *
 * @param start the start of the counted period
 * @param used the requests of the period that nodes have reserved, whether or not they were made
 */
record QuotaCount(long keyId, QuotaPeriod period, Instant start, long used) {

    /**
     * Returns what is left of the quota in the current period, or in the next if a node with a fast clock has
     * begun it.
     */
    long free(Quota quota, Instant now) {
        return Math.max(0, quota.requests() - (start.isBefore(period.start(now)) ? 0 : used));
    }
}
