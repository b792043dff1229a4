package io.latchkey.verify;

/** The reason why a key is not valid for a request, as named in the response to a service. */
public enum Refusal {
    /** Unknown, of another organisation, or an expired secret. */
    UNKNOWN,
    /** Disabled by a user or through inactivity, or leaked. */
    DISABLED,
    EXPIRED,
    ADDRESS_NOT_ALLOWED,
    RATE_LIMITED,
    QUOTA_EXCEEDED,
    RIGHT_MISSING
}
