package io.latchkey.page;

import java.util.List;
import java.util.function.ToLongFunction;

/**
 * A part of a list that is shown in parts.
 *
 * @param rows the rows of the part, in order
 * @param next the place of the last row, after which the next part begins; 0 if there is none
 */
public record ListPart<T>(List<T> rows, long next) {

    /** Returns an empty part with no next part. */
    public static <T> ListPart<T> none() {
        return new ListPart<>(List.of(), 0);
    }

    /**
     * Returns a part of the given size.
     *
     * @param found the rows found; one more than the size, if there are more
     * @param size the maximum number of rows in a part
     * @param place gives a row's place in the list, by which the next part is requested
     */
    public static <T> ListPart<T> of(List<T> found, int size, ToLongFunction<T> place) {
        return found.size() > size
                ? new ListPart<>(found.subList(0, size), place.applyAsLong(found.get(size - 1)))
                : new ListPart<>(found, 0);
    }
}
