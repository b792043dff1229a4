package io.latchkey.key;

/**
 * Fired in the transaction in which a user enables a key or changes its expiry, so that the key will be
 * disabled automatically at a different time.
 */
public record KeyDeadlineChanged(ApiKey key) {}
