package io.latchkey.key;

import java.time.Instant;
import java.util.Optional;

/**
 * Fired in the transaction that disables a key because it has leaked.
 *
 * @param at when the leak was reported
 */
public record KeyLeaked(ApiKey key, Where where, Instant at) {

    /**
     * Where the leaked key was found.
     *
     * @param source the place as described by the finder
     * @param url the address
     */
    public record Where(Optional<String> source, Optional<String> url) {}
}
