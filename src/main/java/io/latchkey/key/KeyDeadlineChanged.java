package io.latchkey.key;

/**
 * An enabled key will be disabled by itself at another time than before, since a user has enabled it or changed its date;
 * told in the transaction that does it.
 */
public record KeyDeadlineChanged(ApiKey key) {}
