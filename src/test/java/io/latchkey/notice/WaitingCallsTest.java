package io.latchkey.notice;

import static io.latchkey.testing.ExplainedDatabase.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

import io.latchkey.database.SqlInstant;
import io.latchkey.outbox.RetryPolicy;
import io.latchkey.testing.ExplainedDatabase;
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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ArgumentsSource;

@ParameterizedClass(autoCloseArguments = false)
@ArgumentsSource(MigratedDatabases.class)
class WaitingCallsTest {

    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
    private static final Duration DELAY = Duration.ofMinutes(1);
    private static final Instant UNTIL = NOW.plus(DELAY);
    private static final Duration LEASE = Duration.ofMinutes(10);
    private static final RetryPolicy RETRIES = new RetryPolicy("latchkey.notice", DELAY, 30);
    private static final long AWAY = 7001;
    private static final long OTHER = 7002;
    private static final int FIRST_OF_MANY = 1_007_000;
    private static final int LAST_OF_MANY = 1_007_999;
    private static final String MANY = "id BETWEEN " + FIRST_OF_MANY + " AND " + LAST_OF_MANY;

    private final TestDatabase database;
    private final DueNotices due;
    private final WaitingCalls waiting;

    WaitingCallsTest(TestDatabase database) {
        this.database = database;
        this.due = new DueNotices(database.dataSource(), null);
        this.waiting = new WaitingCalls(database.dataSource(), LEASE);
    }

    @BeforeEach
    void organisations() {
        clear();
        for (long id : new long[] {AWAY, OTHER}) {
            TestOrganisation.ensure(database, id);
            database.execute(
                    "INSERT INTO organisation_webhook VALUES (?, 'https://example.com', ?, 1, ?)",
                    id,
                    new byte[] {1},
                    SqlInstant.of(NOW.minusSeconds(3600)));
        }
    }

    @AfterEach
    void forget() {
        clear();
        database.execute("DELETE FROM organisation WHERE id IN (" + AWAY + ", " + OTHER + ") OR " + MANY);
    }

    private void clear() {
        for (String table : List.of("notice_delivery", "webhook_pause", "organisation_webhook")) {
            database.execute("DELETE FROM " + table);
        }
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

    private void pause() throws SQLException {
        assertThat(waiting.pause(AWAY, false, NOW, NOW, RETRIES)).isTrue();
        waiting.hold(AWAY, NOW);
    }

    @Test
    void allDueCallsOfOneOrganisationWaitAndNothingElseDoes() throws SQLException {
        addCalls(1500, NOW.minusSeconds(30));
        add("of another", OTHER, NoticeChannel.WEBHOOK, NOW, NOW);
        add("mail", AWAY, NoticeChannel.EMAIL, NOW, NOW);
        add("begun by another node", AWAY, NoticeChannel.WEBHOOK, NOW, NOW.plusSeconds(10));

        pause();

        assertThat(dueCalls(NOW)).containsExactly("of another");
        assertThat(dueCalls(NOW.plusSeconds(10))).containsExactly("begun by another node", "of another");
        assertThat(due.list(NoticeChannel.EMAIL, AWAY, NOW, 10)).hasSize(1);
        assertThat(waiting.paused(List.of(AWAY, OTHER), UNTIL.minusMillis(1))).containsExactly(AWAY);
        assertThat(waiting.paused(List.of(AWAY, OTHER), UNTIL)).isEmpty();
        assertThat(waiting.paused(List.of(), NOW)).isEmpty();
    }

    @Test
    void afterThePauseOneIsReleasedAndAfterAnAnswerMore() throws SQLException {
        addCalls(12, NOW.minusSeconds(30));
        pause();

        assertThat(waiting.release(5, UNTIL.minusMillis(1))).isFalse();
        assertThat(dueCalls(UNTIL)).isEmpty();
        assertThat(waiting.release(5, UNTIL)).isTrue();
        assertThat(dueCalls(UNTIL)).hasSize(1);
        waiting.answered(AWAY);
        assertThat(waiting.release(5, UNTIL)).isTrue();
        assertThat(dueCalls(UNTIL)).hasSize(6);
        waiting.release(5, UNTIL);
        waiting.release(5, UNTIL);
        assertThat(dueCalls(UNTIL)).hasSize(12);
        assertThat(waiting.release(5, UNTIL)).isTrue();
        assertThat(waiting.release(5, UNTIL)).isFalse();
    }

    @Test
    void aLeakIsToldBeforeTheWarningsThatHaveWaitedForLonger() throws SQLException {
        addCalls(3, NOW.minusSeconds(30));
        database.execute("UPDATE notice_delivery SET cause = 'EXPIRY'");
        add("leak", AWAY, NoticeChannel.WEBHOOK, NOW, NOW);
        pause();

        waiting.release(2, UNTIL);

        assertThat(dueCalls(UNTIL)).containsExactly("leak");
        waiting.answered(AWAY);
        waiting.release(2, UNTIL);
        assertThat(dueCalls(UNTIL)).hasSize(3);
    }

    /** Its lease must be over before anybody makes the call again. */
    @Test
    void whatAnotherNodeHasBegunOrRetriesLaterIsNotReleased() throws SQLException {
        add("begun", AWAY, NoticeChannel.WEBHOOK, NOW, NOW);
        add("retried", AWAY, NoticeChannel.WEBHOOK, NOW, NOW.plus(RetryPolicy.MAX_DELAY));
        Instant ahead = NOW.plus(LEASE);
        assertThat(due.begin(due.list(NoticeChannel.WEBHOOK, AWAY, NOW, 1).get(0), ahead, ahead.plus(LEASE)))
                .isPresent();
        pause();

        waiting.release(5, UNTIL);

        assertThat(dueCalls(ahead.plus(LEASE).minusMillis(1))).isEmpty();
        assertThat(dueCalls(ahead.plus(LEASE))).containsExactly("begun");
    }

    @Test
    void whatAnotherNodeBeginsMeanwhileIsNotHeld() throws Exception {
        add("begun", AWAY, NoticeChannel.WEBHOOK, NOW, NOW);
        assertThat(waiting.pause(AWAY, false, NOW, NOW, RETRIES)).isTrue();
        Instant leaseEnd = NOW.plus(LEASE);
        CompletableFuture<Void> hold;
        try (Connection connection = database.dataSource().getConnection()) {
            connection.setAutoCommit(false);
            try (PreparedStatement begin = connection.prepareStatement(
                    "UPDATE notice_delivery SET attempts = 1, due_at = ? WHERE id = 'begun'")) {
                begin.setObject(1, SqlInstant.of(leaseEnd));
                begin.executeUpdate();
            }
            hold = CompletableFuture.runAsync(() -> assertThatNoException().isThrownBy(() -> waiting.hold(AWAY, NOW)));
            TimeUnit.MILLISECONDS.sleep(500);
            assertThat(hold).isNotDone();
            connection.commit();
        }
        hold.get(1, TimeUnit.MINUTES);

        assertThat(dueCalls(leaseEnd.minusMillis(1))).isEmpty();
        assertThat(dueCalls(leaseEnd)).containsExactly("begun");
    }

    @Test
    void pausesGrowUntilTheWebhookAnswers() throws SQLException {
        Instant now = NOW;
        for (int minutes : new int[] {1, 2, 4, 8, 16, 32, 60, 60}) {
            waiting.pause(AWAY, false, now, now, RETRIES);
            // Another node has found the same.
            waiting.pause(AWAY, false, now, now, RETRIES);
            now = now.plus(Duration.ofMinutes(minutes));
            assertThat(waiting.paused(List.of(AWAY), now.minusMillis(1))).hasSize(1);
            assertThat(waiting.paused(List.of(AWAY), now)).isEmpty();
            waiting.release(5, now);
        }
        waiting.answered(AWAY);
        waiting.pause(AWAY, false, now, now, RETRIES);
        assertThat(waiting.paused(List.of(AWAY), now.plus(DELAY))).isEmpty();
        now = now.plus(DELAY);
        waiting.pause(AWAY, false, now, now, RETRIES);
        now = now.plus(DELAY.multipliedBy(2));
        waiting.pause(AWAY, true, now, now, RETRIES);
        assertThat(waiting.paused(List.of(AWAY), now)).hasSize(1);
        assertThat(waiting.paused(List.of(AWAY), now.plus(DELAY))).isEmpty();
    }

    @Test
    void aCallOfAWebhookThatHasBeenChangedSinceHasNoneWait() throws SQLException {
        add("call", AWAY, NoticeChannel.WEBHOOK, NOW, NOW);
        database.execute("UPDATE organisation_webhook SET changed_at = ?", SqlInstant.of(NOW.plusSeconds(1)));

        assertThat(waiting.pause(AWAY, false, NOW, NOW.plusSeconds(10), RETRIES))
                .isFalse();
        waiting.hold(AWAY, NOW.plusSeconds(10));

        assertThat(dueCalls(NOW.plusSeconds(10))).containsExactly("call");
        assertThat(waiting.paused(List.of(AWAY), NOW.plusSeconds(10))).isEmpty();
        assertThat(waiting.pause(AWAY, false, NOW.plusSeconds(1), NOW.plusSeconds(10), RETRIES))
                .isTrue();
    }

    /** An older version, which does not release it, is put back for some hours. */
    @Test
    void whatNobodyReleasesIsDueByItself() throws SQLException {
        add("call", AWAY, NoticeChannel.WEBHOOK, NOW, NOW);
        pause();

        assertThat(dueCalls(NOW.plus(Duration.ofHours(48)))).isEmpty();
        assertThat(dueCalls(NOW.plus(Duration.ofHours(50)))).containsExactly("call");
    }

    /** However rarely the webhook is called, a call that waits must not seem to be one that is retried. */
    @Test
    void callsAreReleasedThatHaveWaitedForDays() throws SQLException {
        addCalls(1500, NOW.minusSeconds(30));
        pause();

        Instant now = UNTIL;
        for (int hours = 0; hours <= 150; hours++) {
            waiting.release(5, now);
            assertThat(dueCalls(now)).as("after %d hours", hours).hasSize(1);
            waiting.pause(AWAY, true, now, now, RETRIES);
            waiting.hold(AWAY, now);
            now = now.plus(Duration.ofHours(1));
        }
    }

    @Test
    void theLastOfManyAreReleasedThatWaitAfterTheWebhookHasAnswered() throws SQLException {
        addCalls(300, NOW.minusSeconds(30));
        pause();
        waiting.answered(AWAY);

        for (int hours = 1; hours <= 60; hours++) {
            Instant now = NOW.plus(Duration.ofHours(hours));
            waiting.release(5, now);
            assertThat(dueCalls(now)).hasSize(5 * hours);
        }
    }

    @Test
    void afterAJumpThatWasCorrectedNoCallWaitsForIt() throws SQLException {
        addCalls(12, NOW.minusSeconds(30));
        Instant ahead = NOW.plus(Duration.ofDays(40));
        waiting.pause(AWAY, true, ahead, ahead, RETRIES);
        waiting.hold(AWAY, ahead);
        assertThat(waiting.paused(List.of(AWAY), ahead)).hasSize(1);
        assertThat(dueCalls(NOW)).isEmpty();

        assertThat(waiting.paused(List.of(AWAY), NOW)).isEmpty();
        assertThat(waiting.release(5, NOW)).isTrue();
        assertThat(dueCalls(NOW)).hasSize(1);
        waiting.hold(AWAY, NOW);
        assertThat(dueCalls(NOW)).hasSize(1);
        waiting.answered(AWAY);
        waiting.release(5, NOW);
        waiting.release(6, NOW);
        assertThat(dueCalls(NOW)).hasSize(12);
        assertThat(waiting.release(5, NOW)).isTrue();
        assertThat(waiting.release(5, NOW)).isFalse();
    }

    @Test
    void afterAJumpThatWasCorrectedCallsWaitAsLongAsEver() throws SQLException {
        addCalls(12, NOW.minusSeconds(30));
        Instant ahead = NOW.plus(Duration.ofDays(40));
        waiting.pause(AWAY, true, ahead, ahead, RETRIES);

        pause();

        assertThat(dueCalls(NOW)).isEmpty();
        Instant end = UNTIL.plus(DELAY);
        assertThat(waiting.paused(List.of(AWAY), end.minusMillis(1))).hasSize(1);
        assertThat(waiting.paused(List.of(AWAY), end)).isEmpty();
        waiting.release(5, end);
        assertThat(dueCalls(end)).hasSize(1);
    }

    @Test
    void whatIsFinishedOrDoesNotWaitIsNotRead() throws SQLException {
        addCalls(5000, NOW.minusSeconds(3600));
        database.execute("UPDATE notice_delivery SET status = 'SENT', due_at = NULL");
        if (database.isPostgresql()) {
            database.execute("VACUUM ANALYZE notice_delivery");
        }
        addCalls(12, NOW.minusSeconds(30));
        for (int organisation = FIRST_OF_MANY; organisation <= LAST_OF_MANY; organisation++) {
            TestOrganisation.ensure(database, organisation);
        }
        database.execute("INSERT INTO webhook_pause SELECT id, 0, NULL FROM organisation WHERE " + MANY);
        ExplainedDatabase explained = new ExplainedDatabase(database);
        WaitingCalls reading = new WaitingCalls(explained.dataSource(), LEASE);

        reading.pause(AWAY, false, NOW, NOW, RETRIES);
        reading.hold(AWAY, NOW);
        reading.giveUp(AWAY, NOW, NOW.minus(Duration.ofDays(1)), "It was away.");
        reading.release(5, UNTIL);

        assertThat(dueCalls(UNTIL)).hasSize(1);
        assertThat(explained.plans())
                .hasSizeGreaterThan(8)
                .allSatisfy(plan -> assertThat(read(plan)).as(plan).isBetween(0L, 50L));
    }

    @Test
    void callsThatHaveWaitedSoLongAreGivenUpAndYoungerOnesAreNot() throws SQLException {
        Instant since = NOW.minus(Duration.ofDays(1));
        addCalls(1500, since);
        add("younger", AWAY, NoticeChannel.WEBHOOK, since.plusSeconds(1), NOW);
        add("of another", OTHER, NoticeChannel.WEBHOOK, since, NOW);
        pause();

        waiting.giveUp(AWAY, NOW, since, "It was away.");
        waiting.release(5, UNTIL);

        assertThat(dueCalls(UNTIL)).containsExactlyInAnyOrder("younger", "of another");
        assertThat(database.value("SELECT COUNT(*) FROM notice_delivery WHERE status = 'FAILED'"
                        + " AND detail = 'It was away.' AND finished_at IS NOT NULL AND due_at IS NULL"))
                .isEqualTo("1500");
    }
}
