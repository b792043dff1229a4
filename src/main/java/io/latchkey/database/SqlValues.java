package io.latchkey.database;

import jakarta.persistence.Query;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/** Placeholders and values for statements with a variable number of parameters. */
public final class SqlValues {

    private SqlValues() {}

    /**
     * Returns the placeholders for a list of values, as in {@code IN (?, ?, ?)}.
     *
     * @param count at least one: SQL has no empty list
     * @throws IllegalArgumentException if it is less
     */
    public static String placeholders(int count) {
        return "?" + ", ?".repeat(count - 1);
    }

    /**
     * Binds the values, in order, to the statement's first parameters, as
     * {@link PreparedStatement#setObject(int, Object)} does.
     *
     * @throws SQLException if there are more values than parameters, or one is of a type unknown to the
     *     driver
     */
    public static void bind(PreparedStatement statement, Iterable<?> values) throws SQLException {
        int place = 0;
        for (Object value : values) {
            statement.setObject(++place, value);
        }
    }

    /**
     * Binds the values, in order, to the query's first positional parameters.
     *
     * @return the query
     * @throws IllegalArgumentException if there are more values than parameters
     */
    public static Query bind(Query query, Iterable<?> values) {
        int place = 0;
        for (Object value : values) {
            query.setParameter(++place, value);
        }
        return query;
    }
}
