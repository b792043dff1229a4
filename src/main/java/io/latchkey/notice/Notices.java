package io.latchkey.notice;

import io.latchkey.database.SqlInstant;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Creates notices within the caller's transaction: the marks that record them, and their deliveries. */
@Singleton
class Notices {

    private static final String MARK = "INSERT INTO notice (key_id, organisation_id, cause, deadline, stage)"
            + " SELECT CAST(? AS BIGINT), CAST(? AS BIGINT), CAST(? AS VARCHAR),"
            + " CAST(? AS TIMESTAMP WITH TIME ZONE), CAST(? AS INT)"
            + " WHERE NOT EXISTS (SELECT 1 FROM notice WHERE key_id = ? AND cause = ? AND deadline = ? AND stage = ?)";

    private static final String QUEUE = "INSERT INTO notice_delivery (id, organisation_id, key_id, cause, deadline,"
            + " stage, channel, recipient, subject, content, status, attempts, queued_at, due_at, detail)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'QUEUED', 0, ?, ?, '')";

    private static final String REVIVE = "UPDATE notice_delivery SET status = 'QUEUED', attempts = 0, queued_at = ?,"
            + " due_at = ?, finished_at = NULL WHERE key_id = ? AND cause = ? AND deadline = ? AND stage = ? AND channel = ?"
            + " AND recipient = ? AND status = 'OUTDATED'";

    private final Audiences audiences;
    private final NoticeText text;
    private final NoticeMail mail;
    private final Clock clock;

    @Inject
    Notices(Audiences audiences, NoticeText text, NoticeMail mail, Clock clock) {
        this.audiences = audiences;
        this.text = text;
        this.mail = mail;
        this.clock = clock;
    }

    /**
     * Creates those notices that have a recipient and were not created before. Of those that were, deliveries
     * that were not sent because the notice no longer held are queued again, for the current recipients.
     */
    void add(Connection connection, List<Notice> notices) throws SQLException {
        Set<Long> organisations =
                notices.stream().map(notice -> notice.key().organisationId()).collect(Collectors.toSet());
        Map<Long, Audience> audience = audiences.of(connection, organisations);
        List<Delivery> deliveries = new ArrayList<>();
        for (Notice notice : notices) {
            deliveries.addAll(
                    deliveries(notice, audience.getOrDefault(notice.key().organisationId(), Audience.NOBODY)));
        }
        Set<Notice> told = deliveries.stream().map(Delivery::notice).collect(Collectors.toSet());
        Set<Notice> made =
                mark(connection, notices.stream().filter(told::contains).toList());
        queue(
                connection,
                deliveries.stream()
                        .filter(delivery -> made.contains(delivery.notice()))
                        .toList());
        revive(
                connection,
                deliveries.stream()
                        .filter(delivery -> !made.contains(delivery.notice()))
                        .toList());
    }

    private List<Delivery> deliveries(Notice notice, Audience audience) {
        List<Delivery> deliveries = new ArrayList<>();
        if (mail.isOn()) {
            for (String recipient : audience.with(notice.key().creatorEmail())) {
                deliveries.add(new Delivery(notice, NoticeChannel.EMAIL, recipient));
            }
        }
        if (audience.webhook()) {
            deliveries.add(new Delivery(notice, NoticeChannel.WEBHOOK, ""));
        }
        return deliveries;
    }

    private static Set<Notice> mark(Connection connection, List<Notice> notices) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(MARK)) {
            for (Notice notice : notices) {
                OffsetDateTime deadline = SqlInstant.of(notice.deadline());
                insert.setLong(1, notice.key().id());
                insert.setLong(2, notice.key().organisationId());
                insert.setString(3, notice.cause().name());
                insert.setObject(4, deadline);
                insert.setInt(5, notice.stage());
                insert.setLong(6, notice.key().id());
                insert.setString(7, notice.cause().name());
                insert.setObject(8, deadline);
                insert.setInt(9, notice.stage());
                insert.addBatch();
            }
            int[] inserted = insert.executeBatch();
            Set<Notice> made = new HashSet<>();
            for (int i = 0; i < inserted.length; i++) {
                if (inserted[i] > 0) {
                    made.add(notices.get(i));
                }
            }
            return made;
        }
    }

    private void revive(Connection connection, List<Delivery> deliveries) throws SQLException {
        OffsetDateTime now = SqlInstant.of(clock.instant());
        try (PreparedStatement update = connection.prepareStatement(REVIVE)) {
            for (Delivery delivery : deliveries) {
                Notice notice = delivery.notice();
                // Queued and tried anew, or it would be given up too early: for having waited since it was queued at
                // first, or for the attempts that it had then.
                update.setObject(1, now);
                update.setObject(2, now);
                update.setLong(3, notice.key().id());
                update.setString(4, notice.cause().name());
                update.setObject(5, SqlInstant.of(notice.deadline()));
                update.setInt(6, notice.stage());
                update.setString(7, delivery.channel().name());
                update.setString(8, delivery.recipient());
                update.addBatch();
            }
            update.executeBatch();
        }
    }

    private void queue(Connection connection, List<Delivery> deliveries) throws SQLException {
        Instant now = clock.instant();
        try (PreparedStatement insert = connection.prepareStatement(QUEUE)) {
            for (Delivery delivery : deliveries) {
                Notice notice = delivery.notice();
                boolean webhook = delivery.channel() == NoticeChannel.WEBHOOK;
                insert.setString(1, UUID.randomUUID().toString());
                insert.setLong(2, notice.key().organisationId());
                insert.setLong(3, notice.key().id());
                insert.setString(4, notice.cause().name());
                insert.setObject(5, SqlInstant.of(notice.deadline()));
                insert.setInt(6, notice.stage());
                insert.setString(7, delivery.channel().name());
                insert.setString(8, delivery.recipient());
                insert.setString(9, webhook ? "" : text.subject(notice));
                insert.setString(10, webhook ? text.event(notice) : text.text(notice));
                insert.setObject(11, SqlInstant.of(now));
                insert.setObject(12, SqlInstant.of(now));
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    private record Delivery(Notice notice, NoticeChannel channel, String recipient) {}
}
