package io.latchkey.key;

/**
 * Fired in the transaction that changes a property of a key or secret used to authenticate requests.
 *
 * @param id the key's id
 */
record KeyChanged(long id) {}
