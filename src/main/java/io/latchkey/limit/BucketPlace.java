package io.latchkey.limit;

import io.latchkey.quota.RateLimit;

/**
 * Which bucket: what gets another limit gets another bucket, full; the earlier one is there when the limit is changed back.
 *
 * @param policy the limit's name
 * @param id of the key or organisation
 */
record BucketPlace(String policy, long id, RateLimit limit) {

    /** What a bucket is known by outside of this process: no part of it is a secret. */
    String name() {
        return policy + ':' + id + ':' + limit.text();
    }
}
