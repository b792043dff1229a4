package io.latchkey.key;

/** What disabled a key. */
public enum DisabledBy {
    /** A user of the organisation. */
    USER,
    /** Nothing used it for the whole period of {@link InactivityPolicy}. */
    INACTIVITY,
    /** The date until which it was made had come. */
    EXPIRY,
    /** A secret of it was reported as leaked. */
    LEAK
}
