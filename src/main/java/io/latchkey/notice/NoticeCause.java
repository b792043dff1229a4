package io.latchkey.notice;

import io.latchkey.key.KeyDeadline;

/** The reason for a notice. */
public enum NoticeCause {
    /** The key will be disabled because it is not used. */
    INACTIVITY,
    /** The key will be disabled because it expires. */
    EXPIRY,
    /** The key was reported as leaked and has been disabled. */
    LEAK;

    static NoticeCause of(KeyDeadline deadline) {
        return switch (deadline) {
            case INACTIVITY -> INACTIVITY;
            case EXPIRY -> EXPIRY;
        };
    }
}
