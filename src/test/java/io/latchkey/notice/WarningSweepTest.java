package io.latchkey.notice;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.json.Json;
import io.latchkey.key.InactivityPolicy;
import io.latchkey.network.BaseUrl;
import io.latchkey.outbox.MailSender;
import io.latchkey.outbox.MailSettings;
import io.latchkey.outbox.RetryPolicy;
import io.latchkey.testing.MigratedDatabases;
import io.latchkey.testing.MovableClock;
import io.latchkey.testing.TestDatabase;
import io.latchkey.timer.Stopping;
import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ArgumentsSource;
import org.junit.jupiter.params.provider.CsvSource;

@ParameterizedClass(autoCloseArguments = false)
@ArgumentsSource(MigratedDatabases.class)
class WarningSweepTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final Duration PERIOD = Duration.ofDays(90);

    /** A minute and two flushes; the moment after it, a key is within the stage. */
    private static final Duration UNWRITTEN = Duration.ofSeconds(70);

    private final MovableClock clock = new MovableClock(START);
    private final TestDatabase database;
    private final WarningSweep sweep;
    private final long organisation = 7_000_000;
    private long lastId = 7_000_000;

    WarningSweepTest(TestDatabase database) {
        this.database = database;
        this.sweep = sweep("mail.example.com");
        database.execute("UPDATE notice_progress SET deadline = NULL, key_id = 0, idle_period = NULL");
        database.execute(
                "INSERT INTO organisation (id, name, last_key_number, created_at) VALUES (?, 'Org', 0, ?)",
                organisation,
                Timestamp.from(START));
        addUser(1, "anna", "OWNER", "anna@example.com");
        addUser(2, "boris", "OWNER", null);
        addUser(3, "clara", "MANAGER", "clara@example.com");
    }

    /** Other tests share the databases. */
    @AfterEach
    void leaveNothing() {
        for (String table : List.of(
                "notice_delivery", "notice", "webhook_pause", "organisation_webhook", "api_key", "account_user")) {
            database.execute("DELETE FROM " + table + " WHERE organisation_id = ?", organisation);
        }
        database.execute("DELETE FROM organisation WHERE id = ?", organisation);
    }

    private WarningSweep sweep(String mailHost) {
        return sweep(mailHost, PERIOD);
    }

    private WarningSweep sweep(String mailHost, Duration period) {
        return new WarningSweep(
                database.dataSource(), new InactivityPolicy(period), notices(mailHost), clock, Duration.ofSeconds(5));
    }

    private Notices notices(String mailHost) {
        return new Notices(
                new Audiences(),
                new NoticeText(new BaseUrl(URI.create("https://keys.example.com")), new Json(), clock),
                mail(mailHost),
                clock);
    }

    private NoticeMail mail(String host) {
        MailSettings settings = new MailSettings(
                Optional.ofNullable(host),
                25,
                Optional.empty(),
                Optional.empty(),
                Optional.of("latchkey@example.com"),
                Optional.empty(),
                Optional.empty(),
                "false",
                Duration.ofSeconds(1));
        return new NoticeMail(new MailSender(settings, clock), settings);
    }

    private void addUser(long id, String name, String role, String email) {
        database.execute(
                "INSERT INTO account_user (id, organisation_id, name, password_hash, role, created_at, email, email_key)"
                        + " VALUES (?, ?, ?, '', ?, ?, ?, ?)",
                organisation + id,
                organisation,
                name + " of " + organisation,
                role,
                Timestamp.from(START),
                email,
                email);
    }

    /** A key of clara's. */
    private long add(Instant idleSince, Instant expiresAt) {
        lastId++;
        database.execute(
                "INSERT INTO api_key (id, organisation_id, number, description, access_right, status,"
                        + " created_by, created_at, idle_since, expires_at, version, hint)"
                        + " VALUES (?, ?, ?, 'Shop', 'EVENTS', 'ENABLED', ?, ?, ?, ?, 1, 'abcd')",
                lastId,
                organisation,
                lastId,
                organisation + 3,
                Timestamp.from(idleSince),
                Timestamp.from(idleSince),
                expiresAt == null ? null : Timestamp.from(expiresAt));
        return lastId;
    }

    private String stages(long key) {
        return database.value(
                "SELECT COALESCE(STRING_AGG(cause || ' ' || stage, ', ' ORDER BY deadline, stage DESC), '')"
                        + " FROM notice WHERE key_id = ?",
                key);
    }

    private long deliveries(long key) {
        return Long.parseLong(database.value("SELECT COUNT(*) FROM notice_delivery WHERE key_id = ?", key));
    }

    private void daysBefore(Instant deadline, int days, Duration more) throws SQLException {
        clock.advance(Duration.between(
                clock.instant(), deadline.minus(Duration.ofDays(days)).plus(more)));
        sweep.run(() -> true);
    }

    @Test
    void warnsOfInactivityFourteenThreeAndOneDayBeforeAndOnceEach() throws SQLException {
        long key = add(START, null);
        Instant deadline = START.plus(PERIOD);

        sweep.run(() -> true);
        daysBefore(deadline, 14, Duration.ofSeconds(-1));
        assertThat(stages(key)).isEmpty();
        daysBefore(deadline, 14, UNWRITTEN);
        sweep.run(() -> true);
        assertThat(stages(key)).isEqualTo("INACTIVITY 14");
        daysBefore(deadline, 3, Duration.ofSeconds(-1));
        assertThat(stages(key)).isEqualTo("INACTIVITY 14");
        daysBefore(deadline, 3, UNWRITTEN);
        sweep.run(() -> true);
        assertThat(stages(key)).isEqualTo("INACTIVITY 14, INACTIVITY 3");
        daysBefore(deadline, 1, Duration.ofSeconds(-1));
        assertThat(stages(key)).isEqualTo("INACTIVITY 14, INACTIVITY 3");
        daysBefore(deadline, 1, UNWRITTEN);
        sweep.run(() -> true);
        daysBefore(deadline, 0, Duration.ofDays(1));
        assertThat(stages(key)).isEqualTo("INACTIVITY 14, INACTIVITY 3, INACTIVITY 1");
        // anna and clara, three times each.
        assertThat(deliveries(key)).isEqualTo(6);
    }

    @Test
    void warnsOfADate() throws SQLException {
        Instant date = START.plus(Duration.ofDays(30));
        long key = add(START, date);
        sweep.run(() -> true);

        daysBefore(date, 14, UNWRITTEN);
        daysBefore(date, 3, UNWRITTEN);
        daysBefore(date, 1, UNWRITTEN);

        assertThat(stages(key)).isEqualTo("EXPIRY 14, EXPIRY 3, EXPIRY 1");
        assertThat(database.value("SELECT MIN(recipient || subject) FROM notice_delivery WHERE key_id = ?", key))
                .isEqualTo("anna@example.comAPI key " + key + " (Shop) will be disabled on 31 January 2026 00:00 UTC");
        assertThat(database.value("SELECT MIN(content) FROM notice_delivery WHERE key_id = ?", key))
                .contains("Description: Shop\nKey: lk_…abcd\n", "https://keys.example.com/settings/api");
    }

    @Test
    void aStageThatWasMissedGivesTheNearestWarningAlone() throws SQLException {
        Instant date = START.plus(Duration.ofDays(30));
        long key = add(START, date);
        long later = add(START, date.plus(Duration.ofHours(12)));
        sweep.run(() -> true);

        daysBefore(date, 2, Duration.ZERO);

        assertThat(stages(key)).isEqualTo("EXPIRY 3");
        assertThat(stages(later)).isEqualTo("EXPIRY 3");
        daysBefore(date, 1, UNWRITTEN);
        assertThat(stages(key)).isEqualTo("EXPIRY 3, EXPIRY 1");
    }

    @Test
    void theFirstRunWarnsOfWhatIsNearOnceAndNotOfWhatIsPast() throws SQLException {
        long soon = add(START, START.plus(Duration.ofDays(10)));
        long past = add(START, START.minusSeconds(10));
        long tomorrow = add(START, START.plus(Duration.ofHours(5)));

        sweep.run(() -> true);
        sweep.run(() -> true);

        assertThat(stages(soon)).isEqualTo("EXPIRY 14");
        assertThat(stages(past)).isEmpty();
        assertThat(stages(tomorrow)).isEqualTo("EXPIRY 1");
    }

    @Test
    void aKeyThatIsUsedAgainStartsAnew() throws SQLException {
        long key = add(START, null);
        Instant first = START.plus(PERIOD);
        sweep.run(() -> true);
        daysBefore(first, 14, UNWRITTEN);
        Instant used = clock.instant();
        database.execute("UPDATE api_key SET idle_since = ? WHERE id = ?", Timestamp.from(used), key);

        daysBefore(first, 3, UNWRITTEN);
        daysBefore(first, 1, UNWRITTEN);
        assertThat(stages(key)).isEqualTo("INACTIVITY 14");

        daysBefore(used.plus(PERIOD), 14, UNWRITTEN);
        assertThat(stages(key)).isEqualTo("INACTIVITY 14, INACTIVITY 14");
    }

    @Test
    void aShorterPeriodGivesTheWarningThatIsDueAndThoseAhead() throws SQLException {
        long key = add(START, null);
        long later = add(START.plus(Duration.ofDays(8)), null);
        long passed = add(START.minus(Duration.ofDays(20)), null);
        sweep.run(() -> true);
        clock.advance(Duration.ofDays(20));
        sweep.run(() -> true);
        Duration shorter = Duration.ofDays(30);
        Instant deadline = START.plus(shorter);
        WarningSweep restarted = sweep("mail.example.com", shorter);

        restarted.run(() -> true);
        restarted.run(() -> true);
        assertThat(stages(key)).isEqualTo("INACTIVITY 14");
        assertThat(stages(later)).isEmpty();
        assertThat(stages(passed)).isEmpty();

        for (int days : List.of(3, 1)) {
            clock.advance(Duration.between(
                    clock.instant(), deadline.minus(Duration.ofDays(days)).plus(UNWRITTEN)));
            restarted.run(() -> true);
            restarted.run(() -> true);
        }
        assertThat(stages(key)).isEqualTo("INACTIVITY 14, INACTIVITY 3, INACTIVITY 1");
        assertThat(stages(later)).isEqualTo("INACTIVITY 14");
        assertThat(deliveries(key)).isEqualTo(6);
    }

    @Test
    void aLongerPeriodStartsAnewAndTheFormerOneSaysNothingTwice() throws SQLException {
        long key = add(START, null);
        sweep.run(() -> true);
        daysBefore(START.plus(PERIOD), 14, UNWRITTEN);
        Duration longer = PERIOD.plus(Duration.ofDays(5));

        sweep("mail.example.com", longer).run(() -> true);
        assertThat(stages(key)).isEqualTo("INACTIVITY 14");
        clock.advance(Duration.ofDays(5));
        sweep("mail.example.com", longer).run(() -> true);
        assertThat(stages(key)).isEqualTo("INACTIVITY 14, INACTIVITY 14");
        sweep.run(() -> true);

        assertThat(stages(key)).isEqualTo("INACTIVITY 14, INACTIVITY 14");
    }

    @Test
    void afterAJumpThatWasCorrectedKeysAreWarnedOfOnceAll() throws SQLException {
        Duration jump = Duration.ofDays(40);
        Instant date = START.plus(Duration.ofDays(20));
        long key = add(START, date);
        long idle = add(START.minus(Duration.ofDays(70)), null);
        long warned = add(START, START.plus(Duration.ofDays(10)));
        sweep.run(() -> true);
        clock.advance(jump);
        sweep.run(() -> true);
        clock.advance(jump.negated());

        daysBefore(date, 14, UNWRITTEN);
        sweep.run(() -> true);
        assertThat(stages(key)).isEqualTo("EXPIRY 14");
        assertThat(stages(idle)).isEqualTo("INACTIVITY 14");
        assertThat(stages(warned)).isEqualTo("EXPIRY 14");

        daysBefore(date, 3, UNWRITTEN);
        daysBefore(date, 1, UNWRITTEN);
        assertThat(stages(key)).isEqualTo("EXPIRY 14, EXPIRY 3, EXPIRY 1");
        assertThat(deliveries(key)).isEqualTo(6);
    }

    @Test
    void aStageThatIsAsLongAsThePeriodIsNone() throws SQLException {
        WarningSweep weekly = sweep("mail.example.com", Duration.ofDays(7));
        long key = add(START, null);

        for (int hours = 0; hours <= 7 * 24; hours += 6) {
            weekly.run(() -> true);
            clock.advance(Duration.ofHours(6));
        }

        assertThat(stages(key)).isEqualTo("INACTIVITY 3, INACTIVITY 1");
    }

    @ParameterizedTest
    @CsvSource({
        "0,",
        "1, ONE_DAY",
        "24, ONE_DAY",
        "25, THREE_DAYS",
        "72, THREE_DAYS",
        "73, FOURTEEN_DAYS",
        "336, FOURTEEN_DAYS",
        "337,"
    })
    void aDeadlineIsWithinOneStage(int hours, WarningStage nearest) {
        assertThat(WarningStage.nearest(START.plus(Duration.ofHours(hours)), START))
                .isEqualTo(Optional.ofNullable(nearest));
    }

    @Test
    void aKeyThatItsDateEndsFirstIsNotWarnedOfForBeingUnused() throws SQLException {
        long key = add(START, START.plus(PERIOD).minus(Duration.ofDays(1)));
        sweep.run(() -> true);

        daysBefore(START.plus(PERIOD), 14, UNWRITTEN);

        assertThat(stages(key)).isEqualTo("EXPIRY 14");
    }

    @Test
    void aDisabledKeyIsNotWarnedOf() throws SQLException {
        long key = add(START, START.plus(Duration.ofDays(2)));
        database.execute("UPDATE api_key SET status = 'DISABLED' WHERE id = ?", key);

        sweep.run(() -> true);

        assertThat(stages(key)).isEmpty();
    }

    @Test
    void nobodyToTellMeansNoMark() throws SQLException {
        long key = add(START, START.plus(Duration.ofDays(2)));

        sweep(null).run(() -> true);

        assertThat(stages(key)).isEmpty();
        assertThat(deliveries(key)).isZero();
    }

    @Test
    void aWebhookIsToldWhereThereIsNoMail() throws SQLException {
        long key = add(START, START.plus(Duration.ofDays(2)));
        database.execute(
                "INSERT INTO organisation_webhook VALUES (?, 'https://example.com', ?, 1, ?)",
                organisation,
                new byte[] {1},
                Timestamp.from(START));

        sweep(null).run(() -> true);

        assertThat(stages(key)).isEqualTo("EXPIRY 3");
        assertThat(database.value("SELECT channel || content FROM notice_delivery WHERE key_id = ?", key))
                .startsWith("WEBHOOK{\"type\":\"key.disabling\",\"timestamp\":\"2026-01-01T00:00:00Z\"")
                .contains("\"number\":" + key, "\"cause\":\"EXPIRY\"", "\"daysBefore\":3", "\"key\":\"lk_…abcd\"");
    }

    @Test
    void manyKeysOfOneTimeAreGoneThroughInBatchesAndOnceByAllNodes() throws Exception {
        for (int i = 0; i < 450; i++) {
            add(START, START.plus(Duration.ofDays(2)));
        }
        ExecutorService nodes = Executors.newFixedThreadPool(3);
        try {
            Callable<Void> node = () -> {
                sweep.run(() -> true);
                return null;
            };
            for (Future<Void> done : nodes.invokeAll(List.of(node, node, node))) {
                done.get();
            }
        } finally {
            nodes.shutdown();
        }

        assertThat(database.value("SELECT COUNT(*) FROM notice WHERE organisation_id = ?", organisation))
                .isEqualTo("450");
        assertThat(database.value("SELECT COUNT(*) FROM notice_delivery WHERE organisation_id = ?", organisation))
                .isEqualTo("900");
    }

    @Test
    void whatWasNoLongerTrueIsSentOnceItIsTrueAgain() throws SQLException {
        Instant date = START.plus(Duration.ofDays(2));
        long key = add(START, date);
        sweep.run(() -> true);
        DueNotices due = new DueNotices(database.dataSource(), new InactivityPolicy(PERIOD));
        List<DueNotice> both = due.list(NoticeChannel.EMAIL, organisation, clock.instant(), 2);
        due.finish(begin(due, both.get(0)), NoticeStatus.SENT, "", clock.instant());
        DueNotice other = begin(due, both.get(1));

        assertThat(due.finishOutdated(other, clock.instant())).isFalse();
        database.execute("UPDATE api_key SET expires_at = NULL WHERE id = ?", key);
        assertThat(due.finishOutdated(other, clock.instant())).isTrue();
        assertThat(statuses(key)).isEqualTo("OUTDATED, SENT");
        database.execute("UPDATE api_key SET expires_at = ? WHERE id = ?", Timestamp.from(date), key);
        NoticedKey noticed =
                new NoticedKey(key, organisation, key, "Shop", Optional.of("abcd"), Optional.of("clara@example.com"));
        try (Connection connection = database.dataSource().getConnection()) {
            notices("mail.example.com")
                    .add(connection, List.of(Notice.warning(NoticeCause.EXPIRY, noticed, date, WarningStage.ONE_DAY)));
            assertThat(statuses(key)).isEqualTo("OUTDATED, QUEUED, QUEUED, SENT");
            notices("mail.example.com")
                    .add(
                            connection,
                            List.of(Notice.warning(NoticeCause.EXPIRY, noticed, date, WarningStage.THREE_DAYS)));
        }

        assertThat(statuses(key)).isEqualTo("QUEUED, QUEUED, QUEUED, SENT");
    }

    @Test
    void oneThatIsTrueAgainStartsAnewAndIsNotGivenUpForTheTimeInBetween() throws SQLException {
        Instant date = START.plus(Duration.ofDays(13));
        long key = add(START, date);
        database.execute(
                "INSERT INTO organisation_webhook VALUES (?, 'https://example.com', ?, 1, ?)",
                organisation,
                new byte[] {1},
                Timestamp.from(START));
        sweep(null).run(() -> true);
        DueNotices due = new DueNotices(database.dataSource(), new InactivityPolicy(PERIOD));
        DueNotice call = begin(
                due,
                due.list(NoticeChannel.WEBHOOK, organisation, clock.instant(), 1)
                        .get(0));
        database.execute("UPDATE api_key SET expires_at = NULL WHERE id = ?", key);
        assertThat(due.finishOutdated(call, clock.instant())).isTrue();
        clock.advance(Duration.ofDays(5));
        database.execute("UPDATE api_key SET expires_at = ? WHERE id = ?", Timestamp.from(date), key);
        NoticedKey noticed =
                new NoticedKey(key, organisation, key, "Shop", Optional.of("abcd"), Optional.of("clara@example.com"));
        try (Connection connection = database.dataSource().getConnection()) {
            notices(null)
                    .add(
                            connection,
                            List.of(Notice.warning(NoticeCause.EXPIRY, noticed, date, WarningStage.FOURTEEN_DAYS)));
        }

        assertThat(due.list(NoticeChannel.WEBHOOK, organisation, clock.instant(), 2))
                .extracting(DueNotice::attempts)
                .containsExactly(0);
        giveUpWhatHasWaitedForADay();
        assertThat(statuses(key)).isEqualTo("QUEUED");
        clock.advance(Duration.ofDays(1));
        giveUpWhatHasWaitedForADay();
        assertThat(statuses(key)).isEqualTo("FAILED");
    }

    private void giveUpWhatHasWaitedForADay() throws SQLException {
        WaitingCalls waiting = new WaitingCalls(database.dataSource(), Duration.ofMinutes(10));
        Instant now = clock.instant();
        waiting.pause(organisation, false, now, now, new RetryPolicy("latchkey.notice", Duration.ofSeconds(30), 30));
        waiting.hold(organisation, now);
        waiting.giveUp(organisation, now, now.minus(Duration.ofDays(1)), "It was away.");
    }

    private DueNotice begin(DueNotices due, DueNotice notice) throws SQLException {
        return due.begin(notice, clock.instant(), clock.instant().plusSeconds(60))
                .orElseThrow();
    }

    private String statuses(long key) {
        return database.value(
                "SELECT STRING_AGG(status, ', ' ORDER BY status) FROM notice_delivery WHERE key_id = ?", key);
    }

    @Test
    void whatIsOverIsForgotten() throws SQLException {
        long key = add(START, START.plus(Duration.ofDays(2)));
        sweep.run(() -> true);
        NoticeCleanup cleanup = new NoticeCleanup(database.dataSource(), clock, Duration.ofDays(30));
        DueNotices due = new DueNotices(database.dataSource(), new InactivityPolicy(PERIOD));
        DueNotice one =
                due.list(NoticeChannel.EMAIL, organisation, clock.instant(), 1).get(0);
        due.finish(
                due.begin(one, clock.instant(), clock.instant().plusSeconds(60)).orElseThrow(),
                NoticeStatus.SENT,
                "",
                clock.instant());

        clock.advance(Duration.ofDays(31));
        cleanup.run(() -> true);
        assertThat(stages(key)).isEqualTo("EXPIRY 3");
        assertThat(deliveries(key)).isEqualTo(1);

        clock.advance(Duration.ofDays(2));
        cleanup.run(() -> true);
        assertThat(stages(key)).isEmpty();
        assertThat(deliveries(key)).isEqualTo(1);
    }

    @Test
    void whatWaitsForAMailServerThatIsNoMoreIsGivenUp() throws SQLException {
        long key = add(START, START.plus(Duration.ofDays(2)));
        sweep.run(() -> true);
        NoticeWorker worker = new NoticeWorker(
                new DueNotices(database.dataSource(), new InactivityPolicy(PERIOD)),
                null,
                mail(null),
                null,
                clock,
                new Stopping(),
                database.dataSource(),
                Duration.ofSeconds(30),
                3,
                Duration.ofMinutes(10));

        worker.sendMails();
        worker.sendMails();
        assertThat(state(key)).isEqualTo("QUEUED 1 No mail server, or no sender, is configured any more.");
        clock.advance(Duration.ofSeconds(30));
        worker.sendMails();
        clock.advance(Duration.ofSeconds(60));
        worker.sendMails();

        assertThat(state(key)).isEqualTo("FAILED 3 No mail server, or no sender, is configured any more.");
    }

    /** The one of all of its deliveries. */
    private String state(long key) {
        return database.value(
                "SELECT STRING_AGG(DISTINCT status || ' ' || attempts || ' ' || detail, ', ') FROM notice_delivery"
                        + " WHERE key_id = ?",
                key);
    }

    @Test
    void aDeliveryIsBegunByOneNodeAndAgainAfterItsLease() throws SQLException {
        add(START, START.plus(Duration.ofDays(2)));
        sweep.run(() -> true);
        DueNotices due = new DueNotices(database.dataSource(), new InactivityPolicy(PERIOD));
        DueNotice seenByBoth =
                due.list(NoticeChannel.EMAIL, organisation, clock.instant(), 1).get(0);
        Instant lease = clock.instant().plusSeconds(60);

        assertThat(due.begin(seenByBoth, clock.instant(), lease)).isPresent();
        assertThat(due.begin(seenByBoth, clock.instant(), lease)).isEmpty();
        assertThat(due.finishOutdated(seenByBoth, clock.instant())).isFalse();

        clock.advance(Duration.ofSeconds(61));
        assertThat(due.list(NoticeChannel.EMAIL, organisation, clock.instant(), 10))
                .anySatisfy(again -> {
                    assertThat(again.id()).isEqualTo(seenByBoth.id());
                    assertThat(again.attempts()).isEqualTo(1);
                });
        database.execute(
                "UPDATE api_key SET expires_at = ? WHERE id = ?",
                Timestamp.from(START.plus(Duration.ofDays(200))),
                seenByBoth.keyId());
        assertThat(due.finishOutdated(seenByBoth, clock.instant())).isTrue();
    }
}
