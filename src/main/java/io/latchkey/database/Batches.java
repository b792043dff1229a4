package io.latchkey.database;

import java.util.List;
import java.util.stream.IntStream;

/** Divides long lists, so that no statement and no transaction becomes too large. */
public final class Batches {

    private Batches() {}

    /**
     * Returns views of consecutive parts of the list, each with {@code size} entries, the last one with the
     * rest; none if the list is empty.
     *
     * @throws ArithmeticException if the size is 0
     */
    public static <T> List<List<T>> of(List<T> all, int size) {
        return IntStream.range(0, (all.size() + size - 1) / size)
                .mapToObj(batch -> all.subList(batch * size, Math.min((batch + 1) * size, all.size())))
                .toList();
    }
}
