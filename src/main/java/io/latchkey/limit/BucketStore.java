package io.latchkey.limit;

/** Counts requests in token buckets. */
interface BucketStore {

    /** Counts a request. */
    Allowance take(BucketKey key);

    /** Reverts the counting of a request that was refused elsewhere. */
    void giveBack(BucketKey key);
}
