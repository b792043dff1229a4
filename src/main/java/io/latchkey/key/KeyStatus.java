package io.latchkey.key;

/** Whether a key opens anything. */
public enum KeyStatus {
    ENABLED,
    DISABLED
}
