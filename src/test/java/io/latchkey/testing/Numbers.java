package io.latchkey.testing;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Numbers to select many rows from, in SQL that all databases know. */
public final class Numbers {

    private static final String DIGITS = IntStream.range(0, 10)
            .mapToObj(digit -> "(" + digit + ")")
            .collect(Collectors.joining(", ", "(VALUES ", ")"));

    private Numbers() {}

    /** A table of the numbers from 0 on, fewer than ten thousand, in its column {@code n}. */
    public static String upTo(int count) {
        return "(SELECT a.d + 10 * b.d + 100 * c.d + 1000 * e.d AS n FROM " + DIGITS + " a(d), " + DIGITS + " b(d), "
                + DIGITS + " c(d), " + DIGITS + " e(d) WHERE a.d + 10 * b.d + 100 * c.d + 1000 * e.d < " + count
                + ") numbers";
    }
}
