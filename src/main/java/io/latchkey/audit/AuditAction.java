package io.latchkey.audit;

/** What was done to a key, a custom right, a user or a setting. */
public enum AuditAction {
    KEY_CREATED,
    KEY_CHANGED,
    KEY_DELETED,
    /** A key was given another secret. */
    KEY_ROTATED,
    /** Someone was shown the key in clear. */
    KEY_COPIED,
    /** The timer wrote down that a key had become disabled by itself. */
    KEY_DISABLED_BY_TIMER,
    /** A key of another system was taken over. */
    KEY_IMPORTED,
    /** A secret of the key was reported as leaked, and the key was disabled. */
    KEY_LEAKED,
    RIGHT_CREATED,
    RIGHT_CHANGED,
    RIGHT_DELETED,
    USER_CREATED,
    USER_CHANGED,
    USER_DELETED,
    /** Somebody whom an OpenID Connect provider vouches for has signed in as the user for the first time. */
    USER_LINKED,
    WEBHOOK_SET,
    WEBHOOK_REMOVED,
    /** The kept keys of the installation were sealed anew, under its current master key. */
    MASTER_KEY_ROTATED,
    /** Keys that were kept to be copied were erased at a start. */
    KEPT_KEYS_ERASED
}
