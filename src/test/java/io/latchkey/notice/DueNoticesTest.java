package io.latchkey.notice;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.testing.MigratedDatabases;
import io.latchkey.testing.TestDatabase;
import io.latchkey.testing.TestOrganisation;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ArgumentsSource;

@ParameterizedClass(autoCloseArguments = false)
@ArgumentsSource(MigratedDatabases.class)
class DueNoticesTest {

    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
    private static final Instant UNTIL = NOW.plusSeconds(60);
    private static final long AWAY = 7001;
    private static final long OTHER = 7002;

    private final TestDatabase database;
    private final DueNotices due;

    DueNoticesTest(TestDatabase database) {
        this.database = database;
        this.due = new DueNotices(database.dataSource(), null);
    }

    @BeforeEach
    void organisations() {
        database.execute("DELETE FROM notice_delivery");
        for (long id : new long[] {AWAY, OTHER}) {
            TestOrganisation.ensure(database, id);
        }
    }

    @AfterEach
    void forget() {
        database.execute("DELETE FROM notice_delivery");
        database.execute("DELETE FROM organisation WHERE id IN (" + AWAY + ", " + OTHER + ")");
    }

    private void add(String id, long organisation, NoticeChannel channel, Instant queuedAt, Instant dueAt)
            throws SQLException {
        add(List.of(id), organisation, channel, queuedAt, dueAt);
    }

    private void add(List<String> ids, long organisation, NoticeChannel channel, Instant queuedAt, Instant dueAt)
            throws SQLException {
        try (Connection connection = database.dataSource().getConnection();
                PreparedStatement insert = connection.prepareStatement(
                        "INSERT INTO notice_delivery (id, organisation_id,"
                                + " key_id, cause, deadline, channel, recipient, subject, content, status, attempts, due_at,"
                                + " detail, queued_at) VALUES (?, ?, 1, 'LEAK', ?, ?, '', 's', '{}', 'QUEUED', 0, ?, '', ?)")) {
            for (String id : ids) {
                insert.setString(1, id);
                insert.setLong(2, organisation);
                insert.setObject(3, NOW.atOffset(ZoneOffset.UTC));
                insert.setString(4, channel.name());
                insert.setObject(5, dueAt.atOffset(ZoneOffset.UTC));
                insert.setObject(6, queuedAt.atOffset(ZoneOffset.UTC));
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    private void addCalls(int count, Instant queuedAt) throws SQLException {
        List<String> ids =
                IntStream.range(0, count).mapToObj(i -> queuedAt + "-" + i).toList();
        add(ids, AWAY, NoticeChannel.WEBHOOK, queuedAt, queuedAt);
    }

    private List<String> dueCalls(Instant now) throws SQLException {
        List<String> ids = new ArrayList<>();
        for (long organisation : due.organisations(NoticeChannel.WEBHOOK, 0, now, 10)) {
            due.list(NoticeChannel.WEBHOOK, organisation, now, 10_000).forEach(notice -> ids.add(notice.id()));
        }
        return ids;
    }

    @Test
    void allCallsOfOneOrganisationArePutOffAndNothingElseIs() throws SQLException {
        addCalls(1500, NOW.minusSeconds(30));
        add("of another", OTHER, NoticeChannel.WEBHOOK, NOW, NOW);
        add("mail", AWAY, NoticeChannel.EMAIL, NOW, NOW);
        add("begun by another node", AWAY, NoticeChannel.WEBHOOK, NOW, NOW.plusSeconds(10));

        due.putOffCalls(AWAY, NOW, UNTIL);

        assertThat(dueCalls(NOW)).containsExactly("of another");
        assertThat(dueCalls(NOW.plusSeconds(10))).containsExactly("begun by another node", "of another");
        assertThat(dueCalls(UNTIL)).hasSize(1502);
        assertThat(due.list(NoticeChannel.EMAIL, AWAY, NOW, 10)).hasSize(1);
    }

    @Test
    void callsThatHaveWaitedSoLongAreGivenUpAndYoungerOnesAreNot() throws SQLException {
        Instant since = NOW.minus(Duration.ofDays(1));
        addCalls(1500, since);
        add("younger", AWAY, NoticeChannel.WEBHOOK, since.plusSeconds(1), NOW);
        add("of another", OTHER, NoticeChannel.WEBHOOK, since, NOW);

        due.giveUpCalls(AWAY, NOW, since, "It was away.");

        assertThat(dueCalls(UNTIL)).containsExactlyInAnyOrder("younger", "of another");
        assertThat(database.value("SELECT COUNT(*) FROM notice_delivery WHERE status = 'FAILED'"
                        + " AND detail = 'It was away.' AND finished_at IS NOT NULL AND due_at IS NULL"))
                .isEqualTo("1500");
    }
}
