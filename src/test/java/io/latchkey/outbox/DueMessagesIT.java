package io.latchkey.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.testing.LatchkeyServer;
import io.latchkey.testing.OnEachDatabase;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The right to send a message, as several nodes want it. No server sends these: their channel is nobody's. */
@OnEachDatabase
class DueMessagesIT {

    private final Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);

    private final LatchkeyServer server;
    private final DueMessages due;
    private DueMessage message;

    DueMessagesIT(LatchkeyServer server) {
        this.server = server;
        this.due = new DueMessages(server.database().dataSource());
    }

    @BeforeEach
    void queueMessage() {
        long organisation = Long.parseLong(
                server.database().value("SELECT organisation_id FROM account_user WHERE name = 'admin'"));
        long id = UUID.randomUUID().getMostSignificantBits() >>> 8;
        String requestId = UUID.randomUUID().toString();
        server.database()
                .execute(
                        "INSERT INTO message_content (id, organisation_id, channel, template_id, name, language_code,"
                                + " sender, subject, tags, personalised, created_at)"
                                + " VALUES (?, ?, 'NONE', 0, '', '', '', '', '', FALSE, ?)",
                        id,
                        organisation,
                        java.sql.Timestamp.from(now));
        server.database()
                .execute(
                        "INSERT INTO message (id, organisation_id, request_id, content_id, channel, recipient, params,"
                                + " status, attempts, due_at, created_at, detail)"
                                + " VALUES (?, ?, ?, ?, 'NONE', 'a', '{}', 'QUEUED', 0, ?, ?, '')",
                        id,
                        organisation,
                        requestId,
                        id,
                        java.sql.Timestamp.from(now),
                        java.sql.Timestamp.from(now));
        message = new DueMessage(id, organisation, requestId, id, "a", "{}", Optional.empty(), 0);
    }

    @Test
    void ofManyNodesOneBeginsTheAttempt() throws Exception {
        ExecutorService nodes = Executors.newFixedThreadPool(8);
        try {
            Callable<Optional<DueMessage>> begin = () -> due.begin(message, now, now.plusSeconds(60));
            List<Future<Optional<DueMessage>>> begun =
                    nodes.invokeAll(Stream.generate(() -> begin).limit(8).toList());
            int owners = 0;
            for (Future<Optional<DueMessage>> one : begun) {
                owners += one.get().isPresent() ? 1 : 0;
            }
            assertThat(owners).isEqualTo(1);
        } finally {
            nodes.shutdownNow();
        }
    }

    @Test
    void whileTheLeaseLastsNobodyElseBegins() throws Exception {
        DueMessage begun = due.begin(message, now, now.plusSeconds(60)).orElseThrow();

        assertThat(due.begin(begun, now.plusSeconds(59), now.plusSeconds(120))).isEmpty();
        assertThat(due.begin(begun, now.plusSeconds(60), now.plusSeconds(120))).isPresent();
    }

    @Test
    void whoHasLostTheLeaseWritesNothing() throws Exception {
        DueMessage lost = due.begin(message, now, now.plusSeconds(60)).orElseThrow();
        DueMessage owned =
                due.begin(lost, now.plusSeconds(60), now.plusSeconds(120)).orElseThrow();

        due.finish(lost, MessageStatus.FAILED, "lost", now);
        due.putOff(lost, now.plusSeconds(999), "lost");
        assertThat(value("status")).isEqualTo("QUEUED");
        assertThat(value("detail")).isEmpty();

        due.finish(owned, MessageStatus.DELIVERED, "", now);
        assertThat(value("status")).isEqualTo("DELIVERED");
        assertThat(server.database().value("SELECT status FROM message_activity WHERE message_id = ?", message.id()))
                .isEqualTo("DELIVERED");
    }

    @Test
    void whatIsFinishedIsNotBegunAgain() throws Exception {
        DueMessage begun = due.begin(message, now, now.plusSeconds(60)).orElseThrow();
        due.finish(begun, MessageStatus.KEPT, "", now);

        assertThat(due.begin(begun, now.plusSeconds(9999), now.plusSeconds(99999)))
                .isEmpty();
    }

    private String value(String column) {
        return server.database().value("SELECT " + column + " FROM message WHERE id = ?", message.id());
    }
}
