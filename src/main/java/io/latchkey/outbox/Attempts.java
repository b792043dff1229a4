package io.latchkey.outbox;

import io.latchkey.database.SqlInstant;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import javax.sql.DataSource;

/**
 * The right to attempt what waits in a table of the database, whose rows have {@code id}, {@code attempts}, {@code status},
 * {@code due_at} and {@code detail}.
 *
 * <p>An attempt is begun by a conditional update that raises the number of attempts and puts the row off by a lease. Of several
 * nodes that have read the same row, only one finds the number unchanged. What that node writes later is written only if nobody
 * has begun another attempt meanwhile.
 */
public final class Attempts {

    private final DataSource dataSource;
    private final String begin;
    private final String putOff;

    /**
     * @param table its name, which is no text of a caller
     */
    public Attempts(DataSource dataSource, String table) {
        this.dataSource = dataSource;
        this.begin = "UPDATE " + table + " SET attempts = attempts + 1, due_at = ?"
                + " WHERE id = ? AND attempts = ? AND status = 'QUEUED' AND due_at <= ?";
        this.putOff = "UPDATE " + table + " SET due_at = ?, detail = ?"
                + " WHERE id = ? AND attempts = ? AND status = 'QUEUED'";
    }

    /**
     * Begins an attempt; until the lease ends it is this caller's alone.
     *
     * @param attempts how many had been begun when the row was read
     * @return false if somebody else has begun one since, or it is not due any more
     */
    public boolean begin(Object id, int attempts, Instant now, Instant leaseEnd) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement update = connection.prepareStatement(begin)) {
            update.setObject(1, SqlInstant.of(leaseEnd));
            update.setObject(2, id);
            update.setInt(3, attempts);
            update.setObject(4, SqlInstant.of(now));
            return update.executeUpdate() == 1;
        }
    }

    /**
     * Leaves the next attempt for later, unless another has been begun meanwhile.
     *
     * @param attempts how many have been begun, with the caller's own
     */
    public void putOff(Object id, int attempts, Instant until, String detail) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement update = connection.prepareStatement(putOff)) {
            update.setObject(1, SqlInstant.of(until));
            update.setString(2, detail);
            update.setObject(3, id);
            update.setInt(4, attempts);
            update.executeUpdate();
        }
    }
}
