package io.latchkey.key;

/**
 * A key in clear, to copy it.
 *
 * @param number the key's number in its organisation
 * @param key the key
 */
public record KeySecretDocument(long number, KeyToken key) {}
