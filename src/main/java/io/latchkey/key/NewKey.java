package io.latchkey.key;

import io.latchkey.keytoken.KeyToken;

/**
 * A key that has just been made.
 *
 * @param key what is kept of it
 * @param token the key in clear
 */
public record NewKey(ApiKey key, KeyToken token) {}
