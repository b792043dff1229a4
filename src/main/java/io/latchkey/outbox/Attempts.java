package io.latchkey.outbox;

import io.latchkey.database.SqlInstant;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import javax.sql.DataSource;

/**
 * Coordinates attempts to process the rows of a database table that has the columns {@code id},
 * {@code attempts}, {@code status}, {@code due_at} and {@code detail}.
 *
 * <p>An attempt begins with a conditional update that increments the number of attempts and postpones the row
 * by a lease. If several nodes have read the same row, only one of them finds the number unchanged. What that
 * node writes later takes effect only if no other attempt has begun in the meantime.
 */
public final class Attempts {

    private final DataSource dataSource;
    private final String begin;
    private final String putOff;

    /**
     * @param table the table's name, which must not come from user input
     */
    public Attempts(DataSource dataSource, String table) {
        this.dataSource = dataSource;
        this.begin = "UPDATE " + table + " SET attempts = attempts + 1, due_at = ?"
                + " WHERE id = ? AND attempts = ? AND status = 'QUEUED' AND due_at <= ?";
        this.putOff = "UPDATE " + table + " SET due_at = ?, detail = ?"
                + " WHERE id = ? AND attempts = ? AND status = 'QUEUED'";
    }

    /**
     * Begins an attempt, which belongs to this caller alone until the lease ends.
     *
     * @param attempts how many attempts had begun when the row was read
     * @return false if another attempt has begun since, or the row is no longer due
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
     * Postpones the next attempt, unless another one has begun in the meantime.
     *
     * @param attempts how many attempts have begun, including the caller's own
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
