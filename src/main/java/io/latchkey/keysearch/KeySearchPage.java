package io.latchkey.keysearch;

import java.util.List;
import java.util.Optional;

/**
 * A page of a search's results.
 *
 * @param found the results, in the order of the search
 * @param next where the next page begins; empty at the end
 */
public record KeySearchPage<T>(List<T> found, Optional<KeyCursor> next) {

    /** Returns the same page with each key represented by another value. */
    public <R> KeySearchPage<R> with(List<R> others) {
        return new KeySearchPage<>(others, next);
    }
}
