package io.latchkey.key;

/** Whether a key is usable. */
public enum KeyStatus {
    ENABLED,
    DISABLED
}
