package io.latchkey.database;

import java.sql.PreparedStatement;
import java.sql.SQLException;

/** The values at the places of a statement, of which there are as many as there happen to be. */
public final class SqlValues {

    private SqlValues() {}

    /**
     * The places of the values of a list, as in {@code IN (?, ?, ?)}.
     *
     * @param count one at least: SQL has no empty list
     * @throws IllegalArgumentException when it is less
     */
    public static String places(int count) {
        return "?" + ", ?".repeat(count - 1);
    }

    /**
     * Binds the values to the statement's first places, in their order, as {@link PreparedStatement#setObject(int, Object)} does.
     *
     * @throws SQLException when there are more values than places, or one is of a type that the driver does not know
     */
    public static void bind(PreparedStatement statement, Iterable<?> values) throws SQLException {
        int place = 0;
        for (Object value : values) {
            statement.setObject(++place, value);
        }
    }
}
