package io.latchkey.outbox;

import static io.latchkey.testing.ExplainedDatabase.read;
import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.database.SqlInstant;
import io.latchkey.template.Channel;
import io.latchkey.testing.ExplainedDatabase;
import io.latchkey.testing.MigratedDatabases;
import io.latchkey.testing.TestDatabase;
import io.latchkey.testing.TestOrganisation;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ArgumentsSource;

/** How much is read to find the messages that are due. */
@ParameterizedClass(autoCloseArguments = false)
@ArgumentsSource(MigratedDatabases.class)
class DueRowsReadTest {

    /** Before what other tests queue. */
    private static final Instant NOW = Instant.parse("2020-01-01T12:00:00Z");

    private static final long ANN = 7201;
    private static final long BOB = 7202;
    private static final int MANY = 20_000;

    private final TestDatabase database;
    private final ExplainedDatabase explained;
    private final DueMessages due;

    DueRowsReadTest(TestDatabase database) {
        this.database = database;
        this.explained = new ExplainedDatabase(database);
        this.due = new DueMessages(explained.dataSource());
    }

    @BeforeEach
    void organisations() {
        forget();
        for (long id : List.of(ANN, BOB)) {
            TestOrganisation.ensure(database, id);
        }
        database.execute(
                "INSERT INTO message_content (id, organisation_id, channel, template_id, name, language_code,"
                        + " sender, subject, tags, personalised, created_at)"
                        + " VALUES (?, ?, 'SMS', 0, '', '', '', '', '', FALSE, ?)",
                ANN,
                ANN,
                SqlInstant.of(NOW));
    }

    @AfterEach
    void forget() {
        for (String table : List.of("message", "message_content")) {
            database.execute("DELETE FROM " + table + " WHERE organisation_id IN (" + ANN + ", " + BOB + ")");
        }
        database.execute("DELETE FROM organisation WHERE id IN (" + ANN + ", " + BOB + ")");
    }

    /** A message each half second, the last one at the given time. */
    private void queue(long organisation, int count, Instant last) throws SQLException {
        try (Connection connection = database.dataSource().getConnection();
                PreparedStatement insert = connection.prepareStatement("INSERT INTO message (organisation_id,"
                        + " request_id, content_id, channel, recipient, params, status, attempts, due_at, created_at,"
                        + " detail) VALUES (?, ?, ?, 'SMS', 'a', '{}', 'QUEUED', 0, ?, ?, '')")) {
            connection.setAutoCommit(false);
            for (int i = 0; i < count; i++) {
                insert.setLong(1, organisation);
                insert.setString(2, UUID.randomUUID().toString());
                insert.setLong(3, ANN);
                insert.setObject(4, SqlInstant.of(last.minusMillis(500L * (count - 1 - i))));
                insert.setObject(5, SqlInstant.of(NOW));
                insert.addBatch();
            }
            insert.executeBatch();
            connection.commit();
        }
    }

    private void finishAll() {
        database.execute("UPDATE message SET status = 'SENT', due_at = NULL WHERE organisation_id = ?", ANN);
    }

    @Test
    void whatIsFinishedIsNotRead() throws SQLException {
        queue(ANN, MANY, NOW.minus(Duration.ofHours(1)));
        finishAll();
        due.organisations(Channel.SMS, 0, NOW, 10);
        explained.plans();
        queue(BOB, 3, NOW);

        assertThat(due.organisations(Channel.SMS, 0, NOW, 10)).containsExactly(BOB);
        assertThat(due.list(Channel.SMS, ANN, NOW, 10)).isEmpty();
        assertThat(due.list(Channel.SMS, BOB, NOW, 10)).hasSize(3);

        assertThat(explained.plans())
                .hasSize(3)
                .allSatisfy(plan -> assertThat(read(plan)).as(plan).isBetween(1L, 50L));
    }

    @Test
    void neitherToCountWhatWaits() throws SQLException {
        queue(ANN, MANY, NOW);
        finishAll();
        if (database.isPostgresql()) {
            database.execute("VACUUM message");
        }
        queue(BOB, 3, NOW);

        try (Connection connection = explained.dataSource().getConnection()) {
            QueueDepth depth = QueueDepth.read(connection, "message", "SMS", NOW.plusSeconds(9));
            assertThat(depth.overdue()).isEqualTo(Duration.ofSeconds(10));
            // With the few of other tests.
            assertThat(depth.queued()).isBetween(3L, 99L);
        }

        assertThat(explained.plans())
                .hasSize(1)
                .allSatisfy(plan -> assertThat(read(plan)).as(plan).isBetween(1L, 50L));
    }

    /** PostgreSQL's statistics do not know of what was queued since. */
    @Test
    void ofOneOrganisationNothingOfOthersIsRead() throws SQLException {
        queue(ANN, 10, NOW);
        finishAll();
        database.analyze("message");
        queue(ANN, MANY, NOW);
        queue(BOB, 3, NOW.plusSeconds(1));

        assertThat(due.organisations(Channel.SMS, 0, NOW.plusSeconds(2), 10)).containsExactly(ANN, BOB);
        explained.plans();
        assertThat(due.list(Channel.SMS, BOB, NOW.plusSeconds(2), 10)).hasSize(3);
        assertThat(explained.plans())
                .hasSize(1)
                .allSatisfy(plan -> assertThat(read(plan)).as(plan).isBetween(1L, 50L));
    }

    @Test
    void whatIsQueuedLateIsFoundAndWhatIsQueuedVeryLateWaitsForTheNextReadOfEverything() throws SQLException {
        assertThat(due.organisations(Channel.SMS, 0, NOW, 10)).isEmpty();
        queue(ANN, 1, NOW.minus(DueSince.MARGIN));
        queue(BOB, 1, NOW.minus(DueSince.MARGIN).minusSeconds(1));

        assertThat(due.organisations(Channel.SMS, 0, NOW.plusSeconds(5), 10)).containsExactly(ANN);
        assertThat(due.list(Channel.SMS, ANN, NOW.plusSeconds(5), 10)).hasSize(1);

        finishAll();
        assertThat(due.organisations(Channel.SMS, 0, NOW.plus(DueSince.PERIOD), 10))
                .containsExactly(BOB);
        assertThat(due.list(Channel.SMS, BOB, NOW.plus(DueSince.PERIOD), 10)).hasSize(1);
    }
}
