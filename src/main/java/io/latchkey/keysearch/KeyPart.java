package io.latchkey.keysearch;

import java.util.List;
import java.util.Optional;

/**
 * A part of a search's results.
 *
 * @param found the results, in the order of the search
 * @param next where the next part begins; empty at the end
 */
public record KeyPart<T>(List<T> found, Optional<KeyMark> next) {

    /** Returns the same part with each key represented by another value. */
    public <R> KeyPart<R> with(List<R> others) {
        return new KeyPart<>(others, next);
    }
}
