package io.latchkey.key;

/** The cause of a key being disabled. */
public enum DisabledBy {
    /** A user of the organisation. */
    USER,
    /** The key was not used for the whole period of {@link InactivityPolicy}. */
    INACTIVITY,
    /** The key has expired. */
    EXPIRY,
    /** One of the key's secrets was reported as leaked. */
    LEAK
}
