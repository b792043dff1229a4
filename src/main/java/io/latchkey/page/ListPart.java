package io.latchkey.page;

import java.util.List;
import java.util.function.ToLongFunction;

/**
 * A part of a list that is shown part by part.
 *
 * @param rows those of the part, in their order
 * @param next the place of the last row, behind which the next part begins; 0 when there is none
 */
public record ListPart<T>(List<T> rows, long next) {

    /** Nothing, behind which there is nothing. */
    public static <T> ListPart<T> none() {
        return new ListPart<>(List.of(), 0);
    }

    /**
     * The part of this size.
     *
     * @param found one row more than the size, if there are more
     * @param size rows of a part at most
     * @param place what the next part is asked for by: of a row, its place in the list
     */
    public static <T> ListPart<T> of(List<T> found, int size, ToLongFunction<T> place) {
        return found.size() > size
                ? new ListPart<>(found.subList(0, size), place.applyAsLong(found.get(size - 1)))
                : new ListPart<>(found, 0);
    }
}
