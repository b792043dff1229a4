package io.latchkey.key;

/**
 * Fired in the transaction that changes a key or a secret in what a request is let in by.
 *
 * @param id the key's
 */
record KeyChanged(long id) {}
