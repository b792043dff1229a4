package io.latchkey.outbox;

import io.latchkey.database.SqlInstant;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;

/**
 * The length of a database queue, for monitoring.
 *
 * @param queued how many entries are waiting; counted only up to {@value #MOST}, so that a long queue costs
 *     no more than a short one
 * @param overdue how long the first entry has been due
 */
public record QueueDepth(long queued, Duration overdue) {

    /** The maximum that is counted. */
    public static final int MOST = 10_000;

    /**
     * Reads the depth using the same index as {@link DueOrganisations}: that on the channel and the time.
     *
     * @param table the queue's table, whose {@code due_at} is null once nothing remains to be done; must not
     *     come from user input
     */
    public static QueueDepth read(Connection connection, String table, String channel, Instant now)
            throws SQLException {
        String sql = "SELECT COUNT(*), MIN(due_at) FROM (SELECT due_at FROM " + table
                + " WHERE channel = ? AND attempts >= 0 AND due_at >= ? ORDER BY channel, due_at FETCH FIRST " + MOST
                + " ROWS ONLY) AS waiting";
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setString(1, channel);
            // Not IS NOT NULL: H2 would read all that is finished, which its index begins with.
            select.setObject(2, SqlInstant.of(Instant.EPOCH));
            try (ResultSet row = select.executeQuery()) {
                row.next();
                Duration overdue = SqlInstant.find(row, 2)
                        .filter(now::isAfter)
                        .map(first -> Duration.between(first, now))
                        .orElse(Duration.ZERO);
                return new QueueDepth(row.getLong(1), overdue);
            }
        }
    }
}
