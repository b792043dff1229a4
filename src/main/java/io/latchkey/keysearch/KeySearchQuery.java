package io.latchkey.keysearch;

import io.latchkey.database.SqlInstant;
import io.latchkey.database.SqlValues;
import io.latchkey.key.InactivityPolicy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.Serializable;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * Finds the ids of the keys that match a search. Sort values are read, kept and compared as the database
 * returns them, because only the database knows how it collates texts.
 */
@Singleton
class KeySearchQuery {

    private final DataSource dataSource;
    private final InactivityPolicy inactivity;
    private final Clock clock;

    @Inject
    KeySearchQuery(DataSource dataSource, InactivityPolicy inactivity, Clock clock) {
        this.dataSource = dataSource;
        this.inactivity = inactivity;
        this.clock = clock;
    }

    /**
     * Returns the ids of at most {@code limit} keys after the first {@code offset}, within
     * {@link KeyFinder#MAX_RESULTS}. The keys between the cursor and the offset are read as well.
     *
     * @param from a cursor that is not beyond the offset
     * @throws IllegalArgumentException if it is
     * @throws SQLException if the database fails
     */
    KeySearchPage<Long> find(long organisationId, KeySearch search, KeyCursor from, int offset, int limit)
            throws SQLException {
        if (from.place() > offset) {
            throw new IllegalArgumentException("The cursor is at " + from.place() + ", after " + offset);
        }
        int size = Math.min(limit, KeyFinder.MAX_RESULTS - offset);
        if (size <= 0) {
            return new KeySearchPage<>(List.of(), Optional.empty());
        }
        int skipped = offset - from.place();
        // One extra row tells whether there is a next page.
        int wanted = skipped + Math.min(size + 1, KeyFinder.MAX_RESULTS - offset);
        List<Row> rows = rows(organisationId, search, from, wanted);
        List<Row> found = rows.subList(Math.min(skipped, rows.size()), Math.min(skipped + size, rows.size()));
        Optional<KeyCursor> next = rows.size() > skipped + size
                ? Optional.of(found.get(size - 1).cursor(offset + size))
                : Optional.empty();
        return new KeySearchPage<>(found.stream().map(Row::id).toList(), next);
    }

    /**
     * Returns the number of keys that match, up to {@link KeyFinder#MAX_RESULTS}.
     *
     * @throws SQLException if the database fails
     */
    int count(long organisationId, KeySearch search) throws SQLException {
        KeySearchSql sql =
                new KeySearchSql(organisationId, search, inactivity, clock.instant()).count(KeyFinder.MAX_RESULTS);
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = prepare(connection, sql);
                ResultSet counted = statement.executeQuery()) {
            counted.next();
            return counted.getInt(1);
        }
    }

    private List<Row> rows(long organisationId, KeySearch search, KeyCursor from, int wanted) throws SQLException {
        List<Row> rows = new ArrayList<>();
        // All queries use the same time: otherwise a key might expire between two and appear in both. A key
        // that a concurrent change moves from one part to the other may still appear in both or in neither.
        Instant now = clock.instant();
        try (Connection connection = dataSource.getConnection()) {
            for (CursorRange range : CursorRange.after(from, search)) {
                int missing = wanted - rows.size();
                if (missing > 0) {
                    KeySearchSql sql = new KeySearchSql(organisationId, search, inactivity, now);
                    read(connection, sql.page(range, from, missing), search.order(), rows);
                }
            }
        }
        return rows;
    }

    private static void read(Connection connection, KeySearchSql sql, KeyOrder order, List<Row> rows)
            throws SQLException {
        try (PreparedStatement statement = prepare(connection, sql);
                ResultSet found = statement.executeQuery()) {
            while (found.next()) {
                rows.add(new Row(found.getLong(1), found.getLong(2), value(found, order)));
            }
        }
    }

    private static PreparedStatement prepare(Connection connection, KeySearchSql sql) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql.text());
        SqlValues.bind(statement, sql.values());
        return statement;
    }

    private static Optional<? extends Serializable> value(ResultSet row, KeyOrder order) throws SQLException {
        return switch (order) {
            case NUMBER -> Optional.empty();
            case CREATOR, ACCESS_RIGHT, DESCRIPTION -> Optional.of(row.getString(3));
            case LAST_USE, TIME_LEFT -> SqlInstant.find(row, 3);
        };
    }

    private record Row(long id, long number, Optional<? extends Serializable> value) {

        KeyCursor cursor(int place) {
            return KeyCursor.after(place, value, number);
        }
    }
}
