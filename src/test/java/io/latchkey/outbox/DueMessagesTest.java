package io.latchkey.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.template.Channel;
import io.latchkey.testing.MigratedDatabases;
import io.latchkey.testing.TestDatabase;
import java.sql.Timestamp;
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
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ArgumentsSource;

/** The right to send a message, as several nodes want it. */
@ParameterizedClass(autoCloseArguments = false)
@ArgumentsSource(MigratedDatabases.class)
class DueMessagesTest {

    private final Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);

    private final TestDatabase database;
    private final DueMessages due;
    private DueMessage message;

    DueMessagesTest(TestDatabase database) {
        this.database = database;
        this.due = new DueMessages(database.dataSource());
    }

    @BeforeEach
    void queueMessage() {
        long organisation = UUID.randomUUID().getMostSignificantBits() >>> 8;
        database.execute(
                "INSERT INTO organisation (id, name, last_key_number, created_at) VALUES (?, 'Test', 0, ?)",
                organisation,
                Timestamp.from(now));
        long id = queue(organisation, now);
        message = new DueMessage(id, organisation, 0);
    }

    private long queue(long organisation, Instant dueAt) {
        long id = UUID.randomUUID().getMostSignificantBits() >>> 8;
        database.execute(
                "INSERT INTO message_content (id, organisation_id, channel, template_id, name, language_code,"
                        + " sender, subject, tags, personalised, created_at)"
                        + " VALUES (?, ?, 'SMS', 0, '', '', '', '', '', FALSE, ?)",
                id,
                organisation,
                Timestamp.from(now));
        database.execute(
                "INSERT INTO message (id, organisation_id, request_id, content_id, channel, recipient, params,"
                        + " status, attempts, due_at, created_at, detail)"
                        + " VALUES (?, ?, ?, ?, 'SMS', 'a', '{}', 'QUEUED', 0, ?, ?, '')",
                id,
                organisation,
                UUID.randomUUID().toString(),
                id,
                Timestamp.from(dueAt),
                Timestamp.from(now));
        return id;
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
    void whatIsDueIsListedTheLongestWaitingFirst() throws Exception {
        long earlier = queue(message.organisationId(), now.minusSeconds(1));
        long later = queue(message.organisationId(), now.plusSeconds(1));

        assertThat(due(Channel.SMS, now, 10)).containsExactly(earlier, message.id());
        assertThat(due(Channel.SMS, now, 1)).containsExactly(earlier);
        assertThat(due(Channel.SMS, now.plusSeconds(1), 10)).containsExactly(earlier, message.id(), later);
        assertThat(due(Channel.SMS, now.minusSeconds(2), 10)).isEmpty();
        assertThat(due(Channel.EMAIL, now, 10)).isEmpty();
    }

    @Test
    void theOrganisationsWithDueMessagesAreListedByChannel() throws Exception {
        long before = message.organisationId() - 1;

        assertThat(due.organisations(Channel.SMS, before, now, 1)).containsExactly(message.organisationId());
        assertThat(due.organisations(Channel.SMS, before, now.minusSeconds(1), 1000))
                .doesNotContain(message.organisationId());
        assertThat(due.organisations(Channel.EMAIL, before, now, 1000)).doesNotContain(message.organisationId());
    }

    private List<Long> due(Channel channel, Instant at, int limit) throws Exception {
        return due.list(channel, message.organisationId(), at, limit).stream()
                .map(DueMessage::id)
                .toList();
    }

    @Test
    void whatAnAttemptNeedsIsReadOfTheMessage() throws Exception {
        DueMessage begun = due.begin(message, now, now.plusSeconds(60)).orElseThrow();

        assertThat(due.read(begun))
                .contains(new AddressedMessage(value("request_id"), message.id(), "a", "{}", Optional.empty()));
        database.execute("UPDATE message SET external_request_id = 'mine' WHERE id = ?", message.id());
        assertThat(due.read(begun).orElseThrow().externalRequestId()).contains("mine");
        assertThat(due.read(new DueMessage(message.id(), message.organisationId() + 1, 1)))
                .isEmpty();
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
        assertThat(database.value(
                        "SELECT status || ' ' || recipient || ' ' || organisation_id FROM message_activity"
                                + " WHERE message_id = ? AND happened_at = ?",
                        message.id(),
                        Timestamp.from(now)))
                .isEqualTo("DELIVERED a " + message.organisationId());
    }

    @Test
    void whatIsFinishedIsNotBegunAgain() throws Exception {
        DueMessage begun = due.begin(message, now, now.plusSeconds(60)).orElseThrow();
        due.finish(begun, MessageStatus.KEPT, "", now);

        assertThat(due.begin(begun, now.plusSeconds(9999), now.plusSeconds(99999)))
                .isEmpty();
    }

    private String value(String column) {
        return database.value("SELECT " + column + " FROM message WHERE id = ?", message.id());
    }
}
