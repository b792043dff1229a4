package io.latchkey.masterkey;

/**
 * An audit log entry's details about the erasure of kept keys.
 *
 * @param secrets the number of the organisation's secrets that can no longer be copied
 */
record ErasedKeys(int secrets) {}
