package io.latchkey.notice;

/** What a notice is about. */
public enum NoticeCause {
    /** The key will be disabled because nothing uses it. */
    INACTIVITY,
    /** The key will be disabled because its date comes. */
    EXPIRY,
    /** The key was reported as leaked, and is disabled. */
    LEAK
}
