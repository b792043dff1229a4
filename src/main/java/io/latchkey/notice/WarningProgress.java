package io.latchkey.notice;

import io.latchkey.database.SqlInstant;
import io.latchkey.key.DeadlinePosition;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;

/**
 * The stored progress of a stage's warnings: how far the keys have been examined, in the order of their deadlines.
 *
 * @param period the period of inactivity that the deadlines depend on; zero if they depend on none
 */
record WarningProgress(NoticeCause cause, Duration period, WarningStage stage) {

    /** Locks and returns the progress; empty if there is none, or none under the given period. */
    Optional<DeadlinePosition> lock(Connection connection) throws SQLException {
        try (PreparedStatement lock = connection.prepareStatement(
                "SELECT deadline, key_id, idle_period FROM notice_progress WHERE cause = ? AND stage = ? FOR UPDATE")) {
            lock.setString(1, cause.name());
            lock.setInt(2, stage.days());
            try (ResultSet row = lock.executeQuery()) {
                row.next();
                long keyId = row.getLong("key_id");
                if (!period.toString().equals(row.getString("idle_period"))) {
                    return Optional.empty();
                }
                return SqlInstant.find(row, "deadline").map(deadline -> new DeadlinePosition(deadline, keyId));
            }
        }
    }

    /** Stores the progress, whose row must be locked. */
    void save(Connection connection, DeadlinePosition reached) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement("UPDATE notice_progress"
                + " SET deadline = ?, key_id = ?, idle_period = ? WHERE cause = ? AND stage = ?")) {
            update.setObject(1, SqlInstant.of(reached.time()));
            update.setLong(2, reached.keyId());
            update.setString(3, period.toString());
            update.setString(4, cause.name());
            update.setInt(5, stage.days());
            update.executeUpdate();
        }
    }
}
