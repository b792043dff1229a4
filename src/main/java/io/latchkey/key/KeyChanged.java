package io.latchkey.key;

/**
 * Fired in the transaction that changes a key, a secret or a custom right in what a request is let in by.
 *
 * @param id the key's, or the custom right's
 */
record KeyChanged(long id) {}
