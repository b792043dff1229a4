package io.latchkey.page;

import java.util.List;
import java.util.function.ToLongFunction;

/**
 * A part of a list that is shown part by part.
 *
 * @param next the place of the last row, behind which the next part begins; 0 when there is none
 */
record ListPart<T>(List<T> rows, long next) {

    /** Nothing. */
    static <T> ListPart<T> none() {
        return new ListPart<>(List.of(), 0);
    }

    /**
     * The part of this size.
     *
     * @param found one row more, if there are more
     */
    static <T> ListPart<T> of(List<T> found, int size, ToLongFunction<T> place) {
        return found.size() > size
                ? new ListPart<>(found.subList(0, size), place.applyAsLong(found.get(size - 1)))
                : new ListPart<>(found, 0);
    }
}
