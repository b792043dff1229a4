package io.latchkey.notice;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.database.SqlInstant;
import io.latchkey.outbox.MailSettings;
import io.latchkey.outbox.Outcome;
import io.latchkey.outbox.SenderSession;
import io.latchkey.testing.ExplainedDatabase;
import io.latchkey.testing.LoggedLines;
import io.latchkey.testing.MigratedDatabases;
import io.latchkey.testing.MovableClock;
import io.latchkey.testing.TestDatabase;
import io.latchkey.testing.TestOrganisation;
import io.latchkey.timer.EndOfApplication;
import io.latchkey.timer.Stopping;
import io.latchkey.webhook.TimedWebhooks;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ArgumentsSource;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass(autoCloseArguments = false)
@ArgumentsSource(MigratedDatabases.class)
class NoticeWorkerTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final long SLOW = 8001;
    private static final long QUICK = 8002;
    private static final long ALMOST_SLOW = 8003;
    private static final long FIRST_AWAY = 8011;
    private static final long LAST_AWAY = 8018;
    private static final long FIRST_OF_MANY = 8100;
    private static final Duration LEASE = Duration.ofMinutes(5);

    private final MovableClock clock = new MovableClock(START);
    private final TimedWebhooks webhooks = new TimedWebhooks(clock, times());
    private final Stopping stopping = new Stopping();
    private final TestDatabase database;
    private final NoticeWorker worker;

    NoticeWorkerTest(TestDatabase database) {
        this.database = database;
        this.worker = worker((NoticeMail) null);
    }

    @BeforeEach
    void clear() {
        for (String table : List.of("notice_delivery", "webhook_pause", "organisation_webhook")) {
            database.execute("DELETE FROM " + table);
        }
    }

    @AfterEach
    void forget() {
        clear();
        database.execute("DELETE FROM organisation WHERE id BETWEEN " + SLOW + " AND " + (FIRST_OF_MANY + 99));
    }

    /** Those that are away are slow, too. */
    private static Map<Long, Duration> times() {
        Map<Long, Duration> times = new HashMap<>();
        LongStream.rangeClosed(FIRST_AWAY, LAST_AWAY)
                .forEach(organisation -> times.put(organisation, Duration.ofSeconds(9)));
        times.put(SLOW, Duration.ofSeconds(9));
        times.put(ALMOST_SLOW, Duration.ofMillis(1900));
        return times;
    }

    /** Queues a notice for each of the numbers, which is its id. */
    private void add(NoticeChannel channel, long organisation, Instant dueAt, int... numbers) {
        TestOrganisation.ensure(database, organisation);
        database.execute(
                "INSERT INTO organisation_webhook SELECT CAST(? AS BIGINT), 'https://example.com', CAST(? AS BYTEA), 1,"
                        + " CAST(? AS TIMESTAMP WITH TIME ZONE) WHERE NOT EXISTS"
                        + " (SELECT 1 FROM organisation_webhook WHERE organisation_id = ?)",
                organisation,
                new byte[] {1},
                SqlInstant.of(START),
                organisation);
        try (Connection connection = database.dataSource().getConnection();
                PreparedStatement insert = connection.prepareStatement("INSERT INTO notice_delivery (id,"
                        + " organisation_id, key_id, cause, deadline, channel, recipient, subject, content, status,"
                        + " attempts, due_at, detail, queued_at)"
                        + " VALUES (?, ?, 1, 'LEAK', ?, ?, '', 's', '{}', 'QUEUED', 0, ?, '', ?)")) {
            for (int number : numbers) {
                insert.setString(1, Integer.toString(number));
                insert.setLong(2, organisation);
                insert.setObject(3, SqlInstant.of(START));
                insert.setString(4, channel.name());
                insert.setObject(5, SqlInstant.of(dueAt));
                insert.setObject(6, SqlInstant.of(dueAt));
                insert.addBatch();
            }
            insert.executeBatch();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void addCalls(long organisation, Instant dueAt, int... numbers) {
        add(NoticeChannel.WEBHOOK, organisation, dueAt, numbers);
    }

    private static int[] range(int from, int to) {
        return IntStream.range(from, to).toArray();
    }

    private int count(String condition, Object... parameters) {
        return Integer.parseInt(database.value("SELECT COUNT(*) FROM notice_delivery WHERE " + condition, parameters));
    }

    @Test
    void aSlowWebhookHoldsUpNobodyElses() throws SQLException {
        addCalls(SLOW, START.minusSeconds(1000), range(0, 120));
        addCalls(QUICK, START.minusSeconds(1), range(120, 123));

        worker.callWebhooks();

        assertThat(webhooks.called()).containsExactly(SLOW, QUICK, QUICK, QUICK);
        assertThat(count("status = 'SENT'")).isEqualTo(4);
        assertThat(count("status = 'QUEUED'")).isEqualTo(119);
    }

    /** A run over so many takes longer than the first of them waits. */
    @Test
    @Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void callsThatAreDueAgainDuringARunHoldNobodyUp() throws SQLException {
        for (int organisation = (int) FIRST_AWAY; organisation <= LAST_AWAY; organisation++) {
            webhooks.goAway(organisation);
            addCalls(organisation, START.minusSeconds(10), range(organisation * 100, organisation * 100 + 60));
        }
        addCalls(QUICK, START, 1);

        worker.callWebhooks();

        assertThat(webhooks.called().subList(0, 9)).contains(QUICK).doesNotHaveDuplicates();
        assertThat(webhooks.called())
                .filteredOn(organisation -> organisation == FIRST_AWAY)
                .hasSizeGreaterThan(1);
        assertThat(count("due_at <= ?", SqlInstant.of(clock.instant()))).isZero();
    }

    @Test
    @Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void callsQueuedAfterTheOthersWerePutOffHoldNobodyUp() throws SQLException {
        webhooks.goAway(SLOW);
        addCalls(SLOW, START, 0);
        addCalls(QUICK, START, 1);
        webhooks.meanwhile(QUICK, () -> addCalls(SLOW, clock.instant(), range(100, 160)));

        worker.callWebhooks();

        assertThat(webhooks.called()).containsExactly(SLOW, QUICK);
        assertThat(count("status = 'QUEUED'")).isEqualTo(61);
    }

    @Test
    void manyCallsThatAreAlmostSlowHoldNobodyUp() throws SQLException {
        addCalls(ALMOST_SLOW, START.minusSeconds(60), range(0, 100));
        webhooks.meanwhile(ALMOST_SLOW, () -> addCalls(QUICK, clock.instant(), range(500, 503)));

        worker.callWebhooks();

        assertThat(webhooks.called().subList(0, 8)).endsWith(QUICK, QUICK, QUICK);
        assertThat(count("status = 'SENT'")).isEqualTo(103);
    }

    @Test
    void oneOrganisationsMailThatFindsTheServerAwayHoldsNobodyUp() throws SQLException {
        add(NoticeChannel.EMAIL, SLOW, START.minusSeconds(60), range(1, 100));
        add(NoticeChannel.EMAIL, QUICK, START, range(100, 103));
        List<String> carried = new ArrayList<>();

        worker(rendered -> {
                    carried.add(rendered.requestId());
                    return new Outcome(
                            rendered.requestId().length() < "100".length()
                                    ? Outcome.Kind.UNREACHABLE
                                    : Outcome.Kind.DELIVERED,
                            "");
                })
                .sendMails();

        assertThat(carried).hasSize(4).endsWith("100", "101", "102");
        assertThat(count("status = 'QUEUED'")).isEqualTo(99);
    }

    @Test
    void whenTheMailsOfTwoOrganisationsFindTheServerAwayTheOthersWait() throws SQLException {
        IntStream.range(0, 100).forEach(number -> add(NoticeChannel.EMAIL, FIRST_OF_MANY + number, START, number));
        List<String> carried = new ArrayList<>();

        worker(rendered -> {
                    carried.add(rendered.requestId());
                    return new Outcome(Outcome.Kind.UNREACHABLE, "");
                })
                .sendMails();

        assertThat(carried).containsExactly("0", "1");
    }

    /** Whoever can use the key goes on until then, and a warning has days. */
    @ParameterizedTest
    @EnumSource(NoticeChannel.class)
    void aLeakIsToldBeforeTheWarningsThatWereQueuedBefore(NoticeChannel channel) throws SQLException {
        ExplainedDatabase explained = new ExplainedDatabase(database);
        DueNotices due = new DueNotices(explained.dataSource(), null);
        add(channel, QUICK, START.minusSeconds(60), range(0, 200));
        database.execute("UPDATE notice_delivery SET cause = 'EXPIRY'");
        add(channel, QUICK, START.minusSeconds(1), 200);
        database.analyze("notice_delivery");

        List<DueNotice> listed = due.list(channel, QUICK, START, 50);

        assertThat(listed).hasSize(50).first().satisfies(first -> assertThat(first.cause())
                .isEqualTo(NoticeCause.LEAK));
        assertThat(listed.subList(1, 50))
                .allSatisfy(other -> assertThat(other.cause()).isEqualTo(NoticeCause.EXPIRY));
        assertThat(due.list(channel, QUICK, START, 1)).hasSize(1).first().isEqualTo(listed.get(0));
        if (database.isPostgresql()) {
            assertThat(explained.plans()).hasSize(3).first().asString().contains("notice_delivery_waiting_leak");
        }
    }

    private NoticeWorker worker(SenderSession session) {
        MailSettings settings = new MailSettings(
                Optional.empty(),
                25,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of("keys@example.com"),
                "false",
                Duration.ofSeconds(1));
        NoticeMail mail = new NoticeMail(null, settings) {
            @Override
            boolean isOn() {
                return true;
            }

            @Override
            SenderSession open() {
                return session;
            }
        };
        return worker(mail);
    }

    private NoticeWorker worker(NoticeMail mail) {
        return new NoticeWorker(
                new DueNotices(database.dataSource(), null),
                new WaitingCalls(database.dataSource(), LEASE),
                mail,
                webhooks,
                clock,
                stopping,
                database.dataSource(),
                Duration.ofMinutes(1),
                30,
                LEASE);
    }

    @ParameterizedTest
    @CsvSource({"429, 1", "502, 1", "503, 1", "504, 1", "404, 120", "500, 120"})
    void aWebhookThatTakesNothingAtPresentIsCalledOnceOnBehalfOfAll(int status, int calls) throws SQLException {
        webhooks.answer(QUICK, status);
        addCalls(QUICK, START.minusSeconds(1), range(0, 120));

        worker.callWebhooks();

        assertThat(webhooks.called()).hasSize(calls);
        assertThat(count("status = 'QUEUED'")).isEqualTo(120);
        assertThat(count("attempts > 0")).isEqualTo(calls);
    }

    @Test
    void anApplicationThatEndsCallsNobodyAnyMore() throws SQLException {
        addCalls(QUICK, START.minusSeconds(1), range(0, 20));
        webhooks.meanwhile(QUICK, () -> EndOfApplication.begin(stopping));

        worker.callWebhooks();

        assertThat(webhooks.called()).containsExactly(QUICK);
        assertThat(count("status = 'SENT'")).isOne();
    }

    @Test
    void aQuickOneIsCalledUntilNoCallIsDue() throws SQLException {
        addCalls(QUICK, START.minusSeconds(1), range(0, 120));

        worker.callWebhooks();

        assertThat(webhooks.called()).hasSize(120);
        assertThat(count("status = 'QUEUED'")).isZero();
    }

    @Test
    void oneCallIsTriedForAllWhileItsWebhookIsAwayAndThoseAreGivenUpThatHaveWaitedADay() throws SQLException {
        webhooks.goAway(SLOW);
        addCalls(SLOW, START.minusSeconds(1000), range(0, 120));

        int rounds = 0;
        while (count("status = 'FAILED'") == 0) {
            worker.callWebhooks();
            rounds++;
            addCalls(SLOW, clock.instant(), 1000 + rounds);
            clock.advance(Duration.ofMinutes(61));
        }

        assertThat(rounds).isBetween(24, 26);
        assertThat(webhooks.called()).hasSize(rounds);
        // But the one that was tried last.
        assertThat(count("status = 'FAILED' AND detail LIKE '%had waited%' AND queued_at < ?", SqlInstant.of(START)))
                .isBetween(119, 120);
        assertThat(count("status = 'FAILED' AND queued_at > ?", SqlInstant.of(START.plus(Duration.ofHours(2)))))
                .isZero();
        assertThat(count("status = 'QUEUED'")).isBetween(rounds - 2, rounds + 1);
    }

    @Test
    void aNoticeThatItsWebhookDoesNotTakeHoldsTheOthersUpForAFewMinutes() throws SQLException {
        webhooks.answer("0", 502);
        addCalls(QUICK, START.minusSeconds(2), 0);
        addCalls(QUICK, START.minusSeconds(1), range(1, 61));

        run(Duration.ofMinutes(10));
        assertThat(count("status = 'SENT'")).isEqualTo(60);

        // It is still tried when one is queued later.
        while (count("id = '0' AND status = 'QUEUED'") == 1) {
            addCalls(QUICK, clock.instant(), 1000 + webhooks.calls().size());
            worker.callWebhooks();
            assertThat(count("status = 'QUEUED' AND id <> '0'")).isZero();
            clock.advance(Duration.ofMinutes(61));
        }
        assertThat(webhooks.calls()).filteredOn("0"::equals).hasSize(30);
        assertThat(database.value("SELECT status || ' ' || detail FROM notice_delivery WHERE id = '0'"))
                .isEqualTo("FAILED The webhook answered 502.");
    }

    /** As the timer does, but every half a minute. */
    private void run(Duration time) throws SQLException {
        Instant end = clock.instant().plus(time);
        while (clock.instant().isBefore(end)) {
            worker.callWebhooks();
            clock.advance(Duration.ofSeconds(30));
        }
    }

    /** Or a slow webhook with many calls would write more than all others together. */
    @Test
    void whoWaitsIsNotRewrittenForEachCallOfASlowWebhook() throws SQLException {
        addCalls(SLOW, START.minusSeconds(1), range(0, 1500));
        worker.callWebhooks();
        Map<String, Integer> before = dueTimes();

        run(Duration.ofMinutes(20));

        int called = webhooks.called().size();
        assertThat(called).isBetween(10, 20);
        assertThat(count("status = 'SENT'")).isEqualTo(called);
        assertThat(dueTimes()).hasSize(1).isNotEqualTo(before);
        assertThat(dueTimes().keySet()).isEqualTo(before.keySet());
    }

    @Test
    void aSlowWebhookIsCalledForDaysOnEnd() throws SQLException {
        addCalls(SLOW, START.minusSeconds(1), range(0, 120));

        for (int round = 1; round <= 75; round++) {
            worker.callWebhooks();
            assertThat(webhooks.called()).hasSize(round);
            clock.advance(Duration.ofMinutes(61));
        }

        assertThat(count("status = 'SENT'")).isEqualTo(75);
    }

    /** How many queued calls are due at each time. */
    private Map<String, Integer> dueTimes() throws SQLException {
        Map<String, Integer> times = new HashMap<>();
        try (Connection connection = database.dataSource().getConnection();
                PreparedStatement select = connection.prepareStatement(
                        "SELECT CAST(due_at AS VARCHAR), COUNT(*) FROM notice_delivery WHERE status = 'QUEUED'"
                                + " GROUP BY due_at");
                ResultSet row = select.executeQuery()) {
            while (row.next()) {
                times.put(row.getString(1), row.getInt(2));
            }
        }
        return times;
    }

    @Test
    void whyAWebhookIsNotReachedIsLoggedWheneverItsCallsBeginToWait() throws SQLException {
        webhooks.goAway(SLOW);
        webhooks.answer(QUICK, 503);
        addCalls(SLOW, START.minusSeconds(1), range(0, 20));
        addCalls(QUICK, START.minusSeconds(1), range(20, 40));

        try (LoggedLines lines = LoggedLines.of(NoticeWorker.class)) {
            worker.callWebhooks();
            worker.callWebhooks();

            assertThat(lines.written())
                    .contains(
                            "WARNING The webhook of organisation 8001 could not be used, and its calls wait:"
                                    + " java.io.IOException: away",
                            "WARNING The webhook of organisation 8002 could not be used, and its calls wait:"
                                    + " The webhook answered 503.")
                    .doesNotHaveDuplicates();
        }
    }
}
