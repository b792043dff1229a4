package io.latchkey.key;

import io.latchkey.keytoken.KeyToken;

/**
 * A key in clear, to copy it.
 *
 * @param number the key's number in its organisation
 * @param key the key
 */
public record KeySecretDocument(long number, KeyToken key) {}
