package io.latchkey.audit;

/** An action on a key, a custom right, a user or a setting. */
public enum AuditAction {
    KEY_CREATED,
    KEY_CHANGED,
    KEY_DELETED,
    /** A key got an additional secret. */
    KEY_ROTATED,
    /** The key was shown to someone in clear. */
    KEY_COPIED,
    /** The timer recorded that a key had been disabled by its expiry or inactivity. */
    KEY_DISABLED_BY_TIMER,
    /** A key of another system was imported. */
    KEY_IMPORTED,
    /** A secret of the key was reported as leaked, and the key was disabled. */
    KEY_LEAKED,
    RIGHT_CREATED,
    RIGHT_CHANGED,
    RIGHT_DELETED,
    USER_CREATED,
    USER_CHANGED,
    USER_DELETED,
    /** Someone authenticated by an OpenID Connect provider signed in as the user for the first time. */
    USER_LINKED,
    WEBHOOK_SET,
    WEBHOOK_REMOVED,
    /**
     * A rotation began, which seals the stored keys and webhook secrets of the installation again under its
     * current master key.
     */
    MASTER_KEY_ROTATED,
    /** Keys that had been stored to be copied were erased at startup. */
    KEPT_KEYS_ERASED
}
