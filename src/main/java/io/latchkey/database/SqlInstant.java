package io.latchkey.database;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * An {@link Instant} as JDBC carries it for {@code TIMESTAMP WITH TIME ZONE} (JDBC 4.2): with its offset. {@link java.sql.Timestamp}
 * has none, so that H2 takes the hour that a zone has twice, when its summer time ends, for the first of both.
 */
public final class SqlInstant {

    private SqlInstant() {}

    /** What to bind with {@link java.sql.PreparedStatement#setObject(int, Object)}. */
    public static OffsetDateTime of(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    /**
     * What a column has that is never null.
     *
     * @throws SQLException when the database fails
     */
    public static Instant in(ResultSet row, int column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    /**
     * The same of a column by its name.
     *
     * @throws SQLException as there
     */
    public static Instant in(ResultSet row, String column) throws SQLException {
        return in(row, row.findColumn(column));
    }

    /**
     * What a column has, if it is not null.
     *
     * @throws SQLException when the database fails
     */
    public static Optional<Instant> find(ResultSet row, int column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
    }

    /**
     * The same of a column by its name.
     *
     * @throws SQLException as there
     */
    public static Optional<Instant> find(ResultSet row, String column) throws SQLException {
        return find(row, row.findColumn(column));
    }
}
