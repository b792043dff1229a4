package io.latchkey.key;

import io.latchkey.keytoken.KeyToken;

/**
 * A newly created key.
 *
 * @param key the stored key
 * @param token the key in clear
 */
public record NewKey(ApiKey key, KeyToken token) {}
