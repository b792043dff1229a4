package io.latchkey.usage;

import io.latchkey.cluster.Turn;
import io.latchkey.database.SqlInstant;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * Deletes activity older than what is shown. The origins of a key are kept, as otherwise old ones would be
 * reported as new again.
 *
 * <p>Concurrent runs are harmless: one does not find what the other has deleted.
 */
@Singleton
public class KeyActivityRetention {

    private static final int BATCH = 1000;

    private final DataSource dataSource;
    private final Clock clock;

    @Inject
    public KeyActivityRetention(DataSource dataSource, Clock clock) {
        this.dataSource = dataSource;
        this.clock = clock;
    }

    /**
     * Deletes in batches, as long as the turn lasts. Each batch is a separate transaction that continues
     * where the previous one ended, so no lock is held for long and no row is scanned twice.
     *
     * @throws SQLException if the database fails; earlier batches remain done
     */
    public void run(Turn turn) throws SQLException {
        Instant end = clock.instant().minus(Duration.ofDays(KeyActivityReader.DAYS));
        try (Connection connection = dataSource.getConnection()) {
            forget(turn, connection, Table.DAYS, LocalDate.EPOCH, LocalDate.ofInstant(end, ZoneOffset.UTC));
            forget(turn, connection, Table.USES, SqlInstant.of(Instant.EPOCH), SqlInstant.of(end));
        }
    }

    private static void forget(Turn turn, Connection connection, Table table, Object start, Object end)
            throws SQLException {
        Optional<Position> from = Optional.of(new Position(start, 0));
        while (from.isPresent() && turn.lasts()) {
            Optional<Position> to = endOfBatch(connection, table, from.get(), end);
            delete(connection, table, from.get(), to.orElse(new Position(end, Long.MAX_VALUE)));
            from = to;
        }
    }

    /** Returns the last row of a full batch; empty if there are fewer rows. */
    private static Optional<Position> endOfBatch(Connection connection, Table table, Position from, Object end)
            throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(table.endOfBatch)) {
            select.setObject(1, from.time());
            select.setLong(2, from.id());
            select.setObject(3, end);
            try (ResultSet row = select.executeQuery()) {
                return row.next()
                        ? Optional.of(new Position(row.getObject(1, end.getClass()), row.getLong(2)))
                        : Optional.empty();
            }
        }
    }

    private static void delete(Connection connection, Table table, Position from, Position to) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement(table.delete)) {
            delete.setObject(1, from.time());
            delete.setLong(2, from.id());
            delete.setObject(3, to.time());
            delete.setLong(4, to.id());
            delete.executeUpdate();
        }
    }

    /** The tables, with the columns of the index by which each is scanned. */
    private enum Table {
        DAYS("api_key_day", "used_on, key_id", "used_on"),
        USES("api_key_use", "used_at, id", "used_at");

        private final String endOfBatch;
        private final String delete;

        Table(String name, String columns, String time) {
            String after = name + " WHERE (" + columns + ") > (?, ?) AND ";
            endOfBatch = "SELECT " + columns + " FROM " + after + time + " <= ? ORDER BY " + columns + " OFFSET "
                    + (BATCH - 1) + " ROWS FETCH FIRST 1 ROWS ONLY";
            delete = "DELETE FROM " + after + "(" + columns + ") <= (?, ?)";
        }
    }

    private record Position(Object time, long id) {}
}
