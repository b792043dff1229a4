package io.latchkey.keysearch;

/** What a list of keys may be ordered by. */
public enum KeyOrder {
    /** Also the order of creation. */
    NUMBER,
    CREATOR,
    ACCESS_RIGHT,
    DESCRIPTION,
    /** A key never used comes before all others. */
    LAST_USE,
    /**
     * The time until a key is disabled by itself, by its date or for want of use, whichever comes first. What is disabled
     * already comes after all others, in both directions.
     */
    TIME_LEFT
}
