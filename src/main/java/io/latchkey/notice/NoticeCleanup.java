package io.latchkey.notice;

import io.latchkey.database.SqlInstant;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Deletes notices that were sent or given up, or whose deadline passed, more than
 * {@code latchkey.notice.retention} ago. Concurrent runs are harmless: one does not find what the other has
 * deleted.
 */
@Singleton
class NoticeCleanup {

    private static final String DELIVERIES = "DELETE FROM notice_delivery WHERE id IN (SELECT id FROM notice_delivery"
            + " WHERE finished_at < ? ORDER BY finished_at FETCH FIRST 1000 ROWS ONLY)";

    private static final String MARKS = "DELETE FROM notice WHERE (key_id, cause, deadline, stage) IN"
            + " (SELECT key_id, cause, deadline, stage FROM notice WHERE deadline < ?"
            + " ORDER BY deadline FETCH FIRST 1000 ROWS ONLY)";

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

    /** Deletes the first thousand deliveries and the first thousand marks. */
    void run() throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            delete(connection, DELIVERIES);
            delete(connection, MARKS);
        }
    }

    private void delete(Connection connection, String sql) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement(sql)) {
            delete.setObject(1, SqlInstant.of(clock.instant().minus(retention)));
            delete.executeUpdate();
        }
    }
}
