package io.latchkey.keysearch;

import java.util.List;
import java.util.Optional;

/**
 * A part of what a search finds.
 *
 * @param found in the order of the search
 * @param next where the next part begins; none at the end
 */
public record KeyPart<T>(List<T> found, Optional<KeyMark> next) {

    /** The same part, with something else of each key. */
    public <R> KeyPart<R> with(List<R> others) {
        return new KeyPart<>(others, next);
    }
}
