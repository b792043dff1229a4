package io.latchkey.caller;

/** What was decided about a request with what may be an API key. */
public enum KeyDecision {
    /** The key is good, whatever its right then says of the method. */
    ACCEPTED,
    /** Nobody's key, another organisation's, or a secret or an event token that has ended. */
    UNKNOWN,
    /** Disabled by a user or for want of use, expired, or leaked. */
    DISABLED,
    ADDRESS_REFUSED,
    RATE_LIMITED,
    QUOTA_USED_UP,
    /** Not looked at: too many before it were no keys. */
    TOO_MANY_ATTEMPTS,
    /** The database is away. */
    UNDECIDED
}
