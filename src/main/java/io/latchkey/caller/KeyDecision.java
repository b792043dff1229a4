package io.latchkey.caller;

/** The outcome of checking a request's presumed API key. */
public enum KeyDecision {
    /** The key is accepted, whether or not its right permits the method. */
    ACCEPTED,
    /** Unknown, of another organisation, or an expired secret or event token. */
    UNKNOWN,
    /** Disabled by a user or through inactivity, expired, or leaked. */
    DISABLED,
    ADDRESS_REFUSED,
    RATE_LIMITED,
    QUOTA_USED_UP,
    /** Not checked, because too many earlier attempts presented no valid key. */
    TOO_MANY_ATTEMPTS,
    /** The database is unavailable, or another error occurred. */
    UNDECIDED
}
