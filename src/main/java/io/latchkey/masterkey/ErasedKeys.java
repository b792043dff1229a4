package io.latchkey.masterkey;

/**
 * What the audit log says of kept keys that were erased.
 *
 * @param secrets how many secrets of the organisation can be copied no more
 */
record ErasedKeys(int secrets) {}
