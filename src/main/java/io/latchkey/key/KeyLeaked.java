package io.latchkey.key;

import java.time.Instant;
import java.util.Optional;

/**
 * A key has been disabled because it has leaked; told in the transaction that does it.
 *
 * @param at when it was reported
 */
public record KeyLeaked(ApiKey key, Where where, Instant at) {

    /**
     * Where it was found.
     *
     * @param source in the finder's words
     * @param url the address
     */
    public record Where(Optional<String> source, Optional<String> url) {}
}
