package io.latchkey.keysearch;

/** The orders in which keys can be listed. */
public enum KeyOrder {
    /** Also the order of creation. */
    NUMBER,
    CREATOR,
    ACCESS_RIGHT,
    DESCRIPTION,
    /** By last use; keys that have never been used come first. */
    LAST_USE,
    /**
     * By the time until a key is disabled automatically, through expiry or inactivity, whichever comes first.
     * Keys that are already disabled come last, in both directions.
     */
    TIME_LEFT
}
