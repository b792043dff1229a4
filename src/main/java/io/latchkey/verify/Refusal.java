package io.latchkey.verify;

/** Why a key is not good for a request, in the words of the answer to a service. */
public enum Refusal {
    /** Nobody's key, another organisation's, or a secret that has ended. */
    UNKNOWN,
    /** By a user, or because nothing has used it for long. */
    DISABLED,
    EXPIRED,
    ADDRESS_NOT_ALLOWED,
    RATE_LIMITED,
    QUOTA_EXCEEDED,
    RIGHT_MISSING
}
