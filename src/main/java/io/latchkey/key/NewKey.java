package io.latchkey.key;

import io.latchkey.keytoken.KeyToken;

/**
 * A key that was just created, or has just been given a new secret. What is shown of it has been read in the same
 * transaction: otherwise nobody would get the secret if that failed.
 *
 * @param overview the stored key
 * @param token the key in clear
 */
public record NewKey(KeyOverview overview, KeyToken token) {

    /** Returns the stored key. */
    public ApiKey key() {
        return overview.key();
    }
}
