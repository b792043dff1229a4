package io.latchkey.keypage;

import io.latchkey.key.ApiKey;

/** Whether a secret of a key works at once, or what has to be done before. */
public enum Readiness {
    /** It works. */
    READY,
    /** The key has to be enabled. */
    DISABLED,
    /** The key needs a later expiry date, and has to be enabled. */
    EXPIRED,
    /** The key has to be rotated, which ends all of its earlier secrets at once, and enabled. */
    LEAKED;

    static Readiness of(ApiKey key, boolean enabled, boolean expired) {
        if (enabled) {
            return READY;
        }
        if (key.isLeaked()) {
            return LEAKED;
        }
        return expired ? EXPIRED : DISABLED;
    }
}
