package io.latchkey.notice;

import io.latchkey.cluster.Turn;
import io.latchkey.database.SqlInstant;
import io.latchkey.database.SqlValues;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Deletes notices that were sent or given up, or whose deadline passed, more than
 * {@code latchkey.notice.retention} ago; outdated warnings not before their deadline. Concurrent runs are
 * harmless: one does not find what the other has deleted.
 */
@Singleton
class NoticeCleanup {

    private static final int BATCH = 1000;

    /**
     * Keeps outdated warnings until their deadline, because they may be revived and, once marked, are not created
     * again. Each batch skips them. Only with a retention under fourteen days are there any to skip.
     */
    private static final String DELIVERIES = "DELETE FROM notice_delivery WHERE id IN (SELECT id FROM notice_delivery"
            + " WHERE finished_at < ? AND (status <> 'OUTDATED' OR deadline < ?)"
            + " ORDER BY finished_at FETCH FIRST " + BATCH + " ROWS ONLY)";

    private static final String MARKS = "DELETE FROM notice WHERE (key_id, cause, deadline, stage) IN"
            + " (SELECT key_id, cause, deadline, stage FROM notice WHERE deadline < ?"
            + " ORDER BY deadline FETCH FIRST " + BATCH + " ROWS ONLY)";

    private final DataSource dataSource;
    private final Clock clock;
    private final Duration retention;

    /**
     * @param retention how long the record of a notice is kept
     * @throws IllegalArgumentException if the retention is negative
     */
    @Inject
    NoticeCleanup(
            DataSource dataSource,
            Clock clock,
            @ConfigProperty(name = "latchkey.notice.retention") Duration retention) {
        if (retention.isNegative()) {
            throw new IllegalArgumentException("latchkey.notice.retention must not be negative");
        }
        this.dataSource = dataSource;
        this.clock = clock;
        this.retention = retention;
    }

    /**
     * Deletes in batches, each a transaction of its own, as long as the turn lasts.
     *
     * @throws SQLException if the database fails; earlier batches are kept
     */
    void run(Turn turn) throws SQLException {
        Instant now = clock.instant();
        try (Connection connection = dataSource.getConnection()) {
            delete(turn, connection, DELIVERIES, now.minus(retention), now);
            delete(turn, connection, MARKS, now.minus(retention));
        }
    }

    private static void delete(Turn turn, Connection connection, String sql, Instant... times) throws SQLException {
        boolean more = true;
        while (more && turn.lasts()) {
            more = deleteBatch(connection, sql, times) == BATCH;
        }
    }

    /** Returns the number of rows that were deleted. */
    private static int deleteBatch(Connection connection, String sql, Instant... times) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement(sql)) {
            SqlValues.bind(delete, Arrays.stream(times).map(SqlInstant::of).toList());
            return delete.executeUpdate();
        }
    }
}
