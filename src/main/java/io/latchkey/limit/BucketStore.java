package io.latchkey.limit;

/** Where requests are counted. */
interface BucketStore {

    /** Counts a request. */
    Allowance take(BucketPlace place);

    /** Uncounts one that was refused elsewhere. */
    void giveBack(BucketPlace place);
}
