package io.latchkey.soak;

/** What a secret of a key must do. */
enum Expectation {
    ACCEPTED,
    REFUSED,
    /** An operation on the key is under way, or its answer was lost. */
    UNDECIDED
}
