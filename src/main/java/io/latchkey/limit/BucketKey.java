package io.latchkey.limit;

import io.latchkey.quota.RateLimit;

/**
 * Identifies a bucket. A changed limit gets a new, full bucket; the earlier bucket is used again if the limit
 * is changed back.
 *
 * @param policy the limit's name
 * @param id the id of the key or organisation
 */
record BucketKey(String policy, long id, RateLimit limit) {

    /** Returns the bucket's name outside of this process; no part of it is secret. */
    String name() {
        return policy + ':' + id + ':' + limit.text();
    }
}
