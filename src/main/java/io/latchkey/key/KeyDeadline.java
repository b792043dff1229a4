package io.latchkey.key;

import io.latchkey.database.SqlInstant;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Why keys are disabled automatically, and the column of {@code api_key} that determines when. */
public enum KeyDeadline {
    /** The deadline is a period of {@link InactivityPolicy} after the time in the column. */
    INACTIVITY(DisabledBy.INACTIVITY, "idle_since"),
    /** The deadline is the time in the column. */
    EXPIRY(DisabledBy.EXPIRY, "expires_at");

    private final DisabledBy cause;
    private final String column;

    KeyDeadline(DisabledBy cause, String column) {
        this.cause = cause;
        this.column = column;
    }

    /** Reads one row of a query. */
    @FunctionalInterface
    public interface RowReader<T> {

        /**
         * Reads the row.
         *
         * @throws SQLException if the database fails
         */
        T read(ResultSet row) throws SQLException;
    }

    /** Returns the cause that is stored with a key that has been disabled. */
    public DisabledBy cause() {
        return cause;
    }

    /** Returns the name of the column. */
    public String column() {
        return column;
    }

    /**
     * Returns the first enabled keys between two positions, in the order of the column. It is read from an index, and
     * each batch continues where the previous one ended: starting over would mean reading past all keys before it.
     *
     * @param select the beginning of the query, up to the FROM clause with {@code api_key} as {@code k}
     * @param after the position after which to begin, by the column's times
     * @param until the column's latest time, inclusive
     * @param limit the maximum number of keys
     * @throws SQLException if the database fails
     */
    public <T> List<T> due(
            Connection connection, String select, DeadlinePosition after, Instant until, int limit, RowReader<T> reader)
            throws SQLException {
        String sql = select + " WHERE k.status = 'ENABLED' AND k." + column + " >= ? AND k." + column + " <= ? AND (k."
                + column + ", k.id) > (?, ?) ORDER BY k." + column + ", k.id FETCH FIRST " + limit + " ROWS ONLY";
        List<T> due = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setObject(1, SqlInstant.of(after.time()));
            statement.setObject(2, SqlInstant.of(until));
            statement.setObject(3, SqlInstant.of(after.time()));
            statement.setLong(4, after.keyId());
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    due.add(reader.read(rows));
                }
            }
        }
        return due;
    }
}
