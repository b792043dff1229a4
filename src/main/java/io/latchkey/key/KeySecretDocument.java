package io.latchkey.key;

import io.latchkey.keytoken.KeyToken;

/**
 * A key in clear, for copying.
 *
 * @param number the key's number within its organisation
 * @param key the key in clear
 */
public record KeySecretDocument(long number, KeyToken key) {}
