package io.latchkey.notice;

import io.latchkey.database.SqlInstant;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
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
 * The notices of organisations and their delivery status, until they are deleted after
 * {@code latchkey.notice.retention}.
 */
@Singleton
public class NoticeHistory {

    private static final String LATEST =
            "SELECT d.position, d.id, k.number, d.cause, d.deadline, d.channel, d.recipient,"
                    + " d.status, d.attempts, d.queued_at, d.due_at, d.finished_at, d.detail, p.ends_at"
                    + " FROM notice_delivery d LEFT JOIN api_key k ON k.id = d.key_id"
                    + " LEFT JOIN webhook_pause p ON p.organisation_id = d.organisation_id"
                    + " WHERE d.organisation_id = ? AND d.position < ? ORDER BY d.position DESC FETCH FIRST ? ROWS ONLY";

    private final DataSource dataSource;
    private final WaitingCalls waiting;
    private final Clock clock;

    @Inject
    NoticeHistory(DataSource dataSource, WaitingCalls waiting, Clock clock) {
        this.dataSource = dataSource;
        this.waiting = waiting;
        this.clock = clock;
    }

    /**
     * Returns at most {@code limit} notices before a position, the latest first.
     *
     * @throws SQLException when the database fails
     */
    public List<NoticeDocument> before(long organisationId, long position, int limit) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select = connection.prepareStatement(LATEST)) {
            select.setLong(1, organisationId);
            select.setLong(2, position);
            select.setInt(3, limit);
            try (ResultSet row = select.executeQuery()) {
                List<NoticeDocument> found = new ArrayList<>();
                while (row.next()) {
                    found.add(document(row));
                }
                return found;
            }
        }
    }

    private NoticeDocument document(ResultSet row) throws SQLException {
        return new NoticeDocument(
                row.getLong("position"),
                row.getString("id"),
                Optional.ofNullable(row.getObject("number", Long.class)),
                NoticeCause.valueOf(row.getString("cause")),
                SqlInstant.in(row, "deadline"),
                NoticeChannel.valueOf(row.getString("channel")),
                Optional.of(row.getString("recipient")).filter(address -> !address.isEmpty()),
                NoticeStatus.valueOf(row.getString("status")),
                row.getInt("attempts"),
                SqlInstant.in(row, "queued_at"),
                nextAttemptAt(row),
                SqlInstant.find(row, "finished_at"),
                row.getString("detail"));
    }

    /** Of a call that waits, when the pause ends. */
    private Optional<Instant> nextAttemptAt(ResultSet row) throws SQLException {
        Optional<Instant> dueAt = SqlInstant.find(row, "due_at");
        Optional<Instant> pauseEnd = SqlInstant.find(row, "ends_at");
        Instant now = clock.instant();
        return dueAt.filter(due -> waiting.isHeld(due, now)).isPresent() && pauseEnd.isPresent() ? pauseEnd : dueAt;
    }
}
