package io.latchkey.outbox;

import io.latchkey.database.JdbcTransaction;
import io.latchkey.database.SqlInstant;
import io.latchkey.template.Channel;
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

/** The due messages of all organisations, and the right to send them ({@link Attempts}). */
@Singleton
public class DueMessages implements DeliveryQueue<DueMessage> {

    private static final String DUE = "SELECT id, attempts FROM message WHERE organisation_id = ? AND channel = ?"
            // In the index's own order, so that H2 sorts nothing.
            + " AND due_at >= ? AND due_at <= ?"
            + " ORDER BY channel, organisation_id, due_at NULLS LAST, id FETCH FIRST ? ROWS ONLY";

    private static final String READ = "SELECT request_id, content_id, recipient, params, external_request_id"
            + " FROM message WHERE id = ? AND organisation_id = ?";

    private static final String FINISH = "UPDATE message SET status = ?, detail = ?, due_at = NULL"
            + " WHERE id = ? AND attempts = ? AND status = 'QUEUED'";

    private static final String REMEMBER = "INSERT INTO message_activity"
            + " (message_id, status, organisation_id, recipient, happened_at)"
            + " SELECT id, CAST(? AS VARCHAR), organisation_id, recipient, CAST(? AS TIMESTAMP WITH TIME ZONE)"
            + " FROM message WHERE id = ?";

    private final DataSource dataSource;
    private final Attempts attempts;
    private final DueOrganisations organisations;

    @Inject
    public DueMessages(DataSource dataSource) {
        this.dataSource = dataSource;
        this.attempts = new Attempts(dataSource, "message");
        this.organisations = new DueOrganisations(dataSource, "message");
    }

    /**
     * Returns at most {@code limit} organisations with messages that are due in the channel, in the order of
     * {@link DueOrganisations#list}.
     */
    List<Long> organisations(Channel channel, long after, Instant now, int limit) throws SQLException {
        return organisations.list(channel.name(), after, now, limit);
    }

    /**
     * Returns at most {@code limit} of the organisation's messages that are due in the channel, the longest
     * overdue first.
     */
    List<DueMessage> list(Channel channel, long organisationId, Instant now, int limit) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select = connection.prepareStatement(DUE)) {
            select.setLong(1, organisationId);
            select.setString(2, channel.name());
            select.setObject(3, SqlInstant.of(organisations.since(channel.name())));
            select.setObject(4, SqlInstant.of(now));
            select.setInt(5, limit);
            try (ResultSet rows = select.executeQuery()) {
                List<DueMessage> due = new ArrayList<>();
                while (rows.next()) {
                    due.add(new DueMessage(rows.getLong("id"), organisationId, rows.getInt("attempts")));
                }
                return due;
            }
        }
    }

    /** Reads the message of an attempt; empty if it has been deleted. */
    Optional<AddressedMessage> read(DueMessage begun) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select = connection.prepareStatement(READ)) {
            select.setLong(1, begun.id());
            select.setLong(2, begun.organisationId());
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? Optional.of(message(row)) : Optional.empty();
            }
        }
    }

    private static AddressedMessage message(ResultSet row) throws SQLException {
        return new AddressedMessage(
                row.getString("request_id"),
                row.getLong("content_id"),
                row.getString("recipient"),
                row.getString("params"),
                Optional.ofNullable(row.getString("external_request_id")));
    }

    @Override
    public Optional<DueMessage> begin(DueMessage due, Instant now, Instant leaseEnd) throws SQLException {
        return attempts.begin(due.id(), due.attempts(), now, leaseEnd) ? Optional.of(due.begun()) : Optional.empty();
    }

    @Override
    public void putOff(DueMessage begun, Instant until, String detail) throws SQLException {
        attempts.putOff(begun.id(), begun.attempts(), until, detail);
    }

    @Override
    public void finish(DueMessage begun, Outcome outcome, Instant now) throws SQLException {
        MessageStatus status =
                switch (outcome.kind()) {
                    case DELIVERED -> MessageStatus.DELIVERED;
                    case TAKEN -> MessageStatus.SENT;
                    case REFUSED, FAILED, UNREACHABLE -> MessageStatus.FAILED;
                };
        finish(begun, status, outcome.detail(), now);
    }

    /** Records the final status of the message, unless another attempt has begun or a report was faster. */
    void finish(DueMessage begun, MessageStatus status, String detail, Instant now) throws SQLException {
        JdbcTransaction.run(dataSource, connection -> {
            try (PreparedStatement update = connection.prepareStatement(FINISH)) {
                update.setString(1, status.name());
                update.setString(2, detail);
                update.setLong(3, begun.id());
                update.setInt(4, begun.attempts());
                Optional<ActivityStatus> activity = ActivityStatus.of(status);
                if (update.executeUpdate() == 1 && activity.isPresent()) {
                    remember(connection, begun, activity.get(), now);
                }
            }
        });
    }

    private static void remember(Connection connection, DueMessage message, ActivityStatus status, Instant now)
            throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(REMEMBER)) {
            insert.setString(1, status.name());
            insert.setObject(2, SqlInstant.of(now));
            insert.setLong(3, message.id());
            insert.executeUpdate();
        }
    }
}
