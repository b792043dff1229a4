package io.latchkey.notice;

import io.latchkey.database.JdbcTransaction;
import io.latchkey.database.SqlInstant;
import io.latchkey.key.InactivityPolicy;
import io.latchkey.outbox.Attempts;
import io.latchkey.outbox.DeliveryQueue;
import io.latchkey.outbox.DueOrganisations;
import io.latchkey.outbox.Outcome;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/** The due deliveries of all organisations, and the right to make them ({@link Attempts}). */
@Singleton
class DueNotices implements DeliveryQueue<DueNotice> {

    private static final String DUE =
            "SELECT id, organisation_id, key_id, cause, deadline, recipient, subject, content,"
                    + " attempts FROM notice_delivery WHERE organisation_id = ? AND channel = ?"
                    + " AND due_at >= ? AND due_at <= ?";

    // In the index's own order, so that H2 sorts nothing.
    private static final String FIRST = " ORDER BY channel, organisation_id, due_at NULLS LAST FETCH FIRST ? ROWS ONLY";

    // As PostgreSQL's index of them says it (V90).
    private static final String DUE_LEAKS = DUE + " AND cause = 'LEAK'" + FIRST;

    private static final String DUE_WARNINGS = DUE + " AND cause <> 'LEAK'" + FIRST;

    private static final String FINISH = "UPDATE notice_delivery SET status = ?, detail = ?, due_at = NULL,"
            + " finished_at = ? WHERE id = ? AND attempts = ? AND status = 'QUEUED'";

    private static final String KEY =
            "SELECT status, idle_since, expires_at FROM api_key WHERE id = ? AND organisation_id = ?";

    private static final String LOCK_KEY = KEY + " FOR UPDATE";

    private final DataSource dataSource;
    private final InactivityPolicy inactivity;
    private final Attempts attempts;
    private final DueOrganisations organisations;

    @Inject
    DueNotices(DataSource dataSource, InactivityPolicy inactivity) {
        this.dataSource = dataSource;
        this.inactivity = inactivity;
        this.attempts = new Attempts(dataSource, "notice_delivery");
        this.organisations = new DueOrganisations(dataSource, "notice_delivery");
    }

    /**
     * Returns at most {@code limit} organisations with deliveries that are due in the channel, in the order
     * of {@link DueOrganisations#list}.
     */
    List<Long> organisations(NoticeChannel channel, long after, Instant now, int limit) throws SQLException {
        return organisations.list(channel.name(), after, now, limit);
    }

    /**
     * Returns at most {@code limit} of the organisation's deliveries that are due in the channel: first those of leaked
     * keys, then warnings, of each the longest overdue first.
     */
    List<DueNotice> list(NoticeChannel channel, long organisationId, Instant now, int limit) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            List<DueNotice> due = new ArrayList<>(list(connection, DUE_LEAKS, channel, organisationId, now, limit));
            if (due.size() < limit) {
                due.addAll(list(connection, DUE_WARNINGS, channel, organisationId, now, limit - due.size()));
            }
            return due;
        }
    }

    private List<DueNotice> list(
            Connection connection, String query, NoticeChannel channel, long organisationId, Instant now, int limit)
            throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(query)) {
            select.setLong(1, organisationId);
            select.setString(2, channel.name());
            select.setObject(3, SqlInstant.of(organisations.since(channel.name())));
            select.setObject(4, SqlInstant.of(now));
            select.setInt(5, limit);
            try (ResultSet row = select.executeQuery()) {
                List<DueNotice> due = new ArrayList<>();
                while (row.next()) {
                    due.add(notice(row));
                }
                return due;
            }
        }
    }

    private static DueNotice notice(ResultSet row) throws SQLException {
        return new DueNotice(
                row.getString("id"),
                row.getLong("organisation_id"),
                row.getLong("key_id"),
                NoticeCause.valueOf(row.getString("cause")),
                SqlInstant.in(row, "deadline"),
                row.getString("recipient"),
                row.getString("subject"),
                row.getString("content"),
                row.getInt("attempts"));
    }

    /** Returns the same deliveries, over other connections. */
    DueNotices in(DataSource other) {
        return new DueNotices(other, inactivity);
    }

    @Override
    public Optional<DueNotice> begin(DueNotice due, Instant now, Instant leaseEnd) throws SQLException {
        return attempts.begin(due.id(), due.attempts(), now, leaseEnd) ? Optional.of(due.begun()) : Optional.empty();
    }

    @Override
    public void putOff(DueNotice notice, Instant until, String detail) throws SQLException {
        attempts.putOff(notice.id(), notice.attempts(), until, detail);
    }

    @Override
    public void finish(DueNotice begun, Outcome outcome, Instant now) throws SQLException {
        NoticeStatus status =
                switch (outcome.kind()) {
                    case DELIVERED, TAKEN -> NoticeStatus.SENT;
                    case REFUSED, FAILED, UNREACHABLE -> NoticeStatus.FAILED;
                };
        finish(begun, status, outcome.detail(), now);
    }

    /** Records the final status of the delivery. */
    void finish(DueNotice begun, NoticeStatus status, String detail, Instant now) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            finish(connection, begun, status, detail, now);
        }
    }

    private static void finish(Connection connection, DueNotice begun, NoticeStatus status, String detail, Instant now)
            throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(FINISH)) {
            update.setString(1, status.name());
            update.setString(2, detail);
            update.setObject(3, SqlInstant.of(now));
            update.setString(4, begun.id());
            update.setInt(5, begun.attempts());
            update.executeUpdate();
        }
    }

    /**
     * Records that a warning is not sent because it no longer holds: the key was used or given another expiry
     * date, is already disabled, or is gone. Should the warning hold again, {@link Notices} revives it: the
     * key is locked in the meantime, as it is by whoever changes it.
     *
     * @return false when the warning still holds and must be sent
     */
    boolean finishOutdated(DueNotice begun, Instant now) throws SQLException {
        if (begun.cause() == NoticeCause.LEAK) {
            return false;
        }
        try (Connection connection = dataSource.getConnection()) {
            if (!isOutdated(connection, KEY, begun)) {
                return false;
            }
            return JdbcTransaction.call(connection, same -> {
                boolean outdated = isOutdated(same, LOCK_KEY, begun);
                if (outdated) {
                    finish(same, begun, NoticeStatus.OUTDATED, "", now);
                }
                return outdated;
            });
        }
    }

    private boolean isOutdated(Connection connection, String query, DueNotice notice) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(query)) {
            select.setLong(1, notice.keyId());
            select.setLong(2, notice.organisationId());
            try (ResultSet row = select.executeQuery()) {
                if (!row.next() || !row.getString("status").equals("ENABLED")) {
                    return true;
                }
                Optional<Instant> deadline = notice.cause() == NoticeCause.EXPIRY
                        ? SqlInstant.find(row, "expires_at")
                        : Optional.of(inactivity.deadline(SqlInstant.in(row, "idle_since")));
                return !deadline.equals(Optional.of(notice.deadline()));
            }
        }
    }
}
