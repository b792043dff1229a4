package io.latchkey.database;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * Converts between an {@link Instant} and the form in which JDBC carries it for
 * {@code TIMESTAMP WITH TIME ZONE} (JDBC 4.2), which has an offset. {@link java.sql.Timestamp} has none, so
 * that H2 takes the hour that occurs twice in a zone, when daylight saving time ends, for the first of the
 * two.
 */
public final class SqlInstant {

    private SqlInstant() {}

    /** Returns the value to bind with {@link java.sql.PreparedStatement#setObject(int, Object)}. */
    public static OffsetDateTime of(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    /**
     * Returns the value of a column that is never null.
     *
     * @throws SQLException if the database fails
     */
    public static Instant in(ResultSet row, int column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    /**
     * Returns the value of a column, given by name, that is never null.
     *
     * @throws SQLException if the database fails
     */
    public static Instant in(ResultSet row, String column) throws SQLException {
        return in(row, row.findColumn(column));
    }

    /**
     * Returns the value of a column, or empty if it is null.
     *
     * @throws SQLException if the database fails
     */
    public static Optional<Instant> find(ResultSet row, int column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
    }

    /**
     * Returns the value of a column, given by name, or empty if it is null.
     *
     * @throws SQLException if the database fails
     */
    public static Optional<Instant> find(ResultSet row, String column) throws SQLException {
        return find(row, row.findColumn(column));
    }
}
