package io.latchkey.quota;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.latchkey.database.DatabaseFault;
import io.latchkey.testing.MigratedDatabases;
import io.latchkey.testing.MovableClock;
import io.latchkey.testing.TestDatabase;
import io.latchkey.testing.TestOrganisation;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ArgumentsSource;

/** Two nodes, which know of each other what the database tells them. */
@ParameterizedClass(autoCloseArguments = false)
@ArgumentsSource(MigratedDatabases.class)
class QuotasTest {

    private static final Instant NOW = Instant.parse("2026-01-31T23:00:00Z");
    private static final long KEY = 7_000_001;
    private static final Quota QUOTA = new Quota(1000, QuotaPeriod.DAY);

    private final TestDatabase database;
    private final MovableClock clock = new MovableClock(NOW);
    private final MovableClock otherClock = new MovableClock(NOW);
    // Keeps the embedded database open between the statements, as a pool does.
    private final Connection open;
    private final Quotas node;
    private final Quotas other;

    QuotasTest(TestDatabase database) throws SQLException {
        this.database = database;
        this.open = database.dataSource().getConnection();
        database.execute("DELETE FROM api_key WHERE id = ?", KEY);
        TestOrganisation.ensureWithOwner(database, 1, 1, "anna");
        database.execute(
                "INSERT INTO api_key (id, organisation_id, number, description, access_right, status, created_by,"
                        + " created_at, idle_since, version) VALUES (?, 1, ?, 'key', 'EVENTS', 'ENABLED', 1,"
                        + " CURRENT_TIMESTAMP, CURRENT_TIMESTAMP, 1)",
                KEY,
                KEY);
        this.node = new Quotas(new QuotaStore(database.dataSource()), clock);
        this.other = new Quotas(new QuotaStore(database.dataSource()), otherClock);
    }

    @AfterEach
    void close() throws SQLException {
        database.execute("DELETE FROM api_key WHERE id = ?", KEY);
        open.close();
    }

    private static int granted(Quotas of, Quota quota, int attempts) {
        int granted = 0;
        for (int i = 0; i < attempts; i++) {
            granted += of.take(KEY, quota).granted() ? 1 : 0;
        }
        return granted;
    }

    private long used() {
        return Long.parseLong(
                database.value("SELECT used FROM api_key_quota WHERE key_id = ? AND period = 'DAY'", KEY));
    }

    private static int atOnce(List<Callable<Integer>> tasks) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(tasks.size());
        try {
            int sum = 0;
            for (Future<Integer> result : threads.invokeAll(tasks)) {
                sum += result.get();
            }
            return sum;
        } finally {
            threads.shutdownNow();
        }
    }

    /** Flushes a node again and again while something else is done. */
    private static int flushingMeanwhile(List<Quotas> nodes, Callable<Integer> work) throws Exception {
        AtomicBoolean done = new AtomicBoolean();
        List<Callable<Integer>> tasks = new ArrayList<>();
        tasks.add(() -> {
            try {
                return work.call();
            } finally {
                done.set(true);
            }
        });
        nodes.forEach(of -> tasks.add(() -> {
            while (!done.get()) {
                of.flush();
            }
            return 0;
        }));
        return atOnce(tasks);
    }

    @Test
    void countsDownAndRefusesTheRest() {
        for (long i = 1000; i > 0; i--) {
            QuotaState state = node.take(KEY, QUOTA);
            assertThat(state).isEqualTo(new QuotaState(true, i - 1, Instant.parse("2026-02-01T00:00:00Z")));
        }

        QuotaState refused = node.take(KEY, QUOTA);

        assertThat(refused).isEqualTo(new QuotaState(false, 0, Instant.parse("2026-02-01T00:00:00Z")));
        assertThat(node.look(KEY, QUOTA).remaining()).isZero();
    }

    @Test
    void manyThreadsOfTwoNodesGetWhatTheQuotaHas() throws Exception {
        List<Callable<Integer>> tasks = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            tasks.add(() -> granted(node, QUOTA, 400));
            tasks.add(() -> granted(other, QUOTA, 400));
        }

        int atFirst = atOnce(tasks);

        // Nobody is left with requests while all ask for more than there are.
        assertThat(atFirst).isEqualTo(1000);
        assertThat(used()).isEqualTo(1000);
    }

    @Test
    void nodesThatBeginAPeriodAtOnceBothGetOfIt() throws Exception {
        for (int day = 0; day < 30; day++) {
            assertThat(atOnce(List.of(() -> granted(node, QUOTA, 1), () -> granted(other, QUOTA, 1))))
                    .isEqualTo(2);
            clock.advance(Duration.ofDays(1));
            otherClock.advance(Duration.ofDays(1));
        }
        for (int i = 0; i < 30; i++) {
            node.flush();
            other.flush();
            database.execute("DELETE FROM api_key_quota WHERE key_id = ?", KEY);
            assertThat(atOnce(List.of(() -> granted(node, QUOTA, 1), () -> granted(other, QUOTA, 1))))
                    .isEqualTo(2);
        }
    }

    @Test
    void flushesInBetweenLoseAndAddNothing() throws Exception {
        int atFirst = flushingMeanwhile(List.of(node, other), () -> {
            List<Callable<Integer>> tasks = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                tasks.add(() -> granted(node, QUOTA, 100));
                tasks.add(() -> granted(other, QUOTA, 100));
            }
            return atOnce(tasks);
        });
        node.flush();
        other.flush();
        assertThat(atFirst).isEqualTo(600);
        assertThat(used()).isEqualTo(600);

        int more = flushingMeanwhile(List.of(node, other), () -> {
            List<Callable<Integer>> tasks = new ArrayList<>();
            tasks.add(() -> granted(node, QUOTA, 600));
            tasks.add(() -> granted(other, QUOTA, 600));
            return atOnce(tasks);
        });
        node.flush();
        other.flush();

        assertThat(atFirst + more + granted(node, QUOTA, 1200)).isEqualTo(1000);
    }

    @Test
    void aFlushRefusesNothingThatIsLeft() throws Exception {
        assertThat(flushingMeanwhile(List.of(node), () -> granted(node, QUOTA, 1000)))
                .isEqualTo(1000);
        assertThat(node.take(KEY, QUOTA).granted()).isFalse();
    }

    @Test
    void aKeyThatWaitsForTheDatabaseHoldsUpNoOther() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch answers = new CountDownLatch(1);
        Quotas waiting = new Quotas(
                new QuotaStore(database.dataSource()) {
                    @Override
                    QuotaBlock take(long keyId, Quota quota, Instant now) throws SQLException {
                        if (keyId == KEY + 1) {
                            asked.countDown();
                            awaitUninterruptibly(answers);
                        }
                        return super.take(keyId, quota, now);
                    }
                },
                clock);
        assertThat(waiting.take(KEY, QUOTA).granted()).isTrue();
        Thread hung = new Thread(() -> {
            try {
                waiting.take(KEY + 1, QUOTA);
            } catch (RuntimeException noSuchKey) {
                // It is about the waiting.
            }
        });
        hung.start();
        asked.await();
        try {
            waiting.flush();

            assertThat(used()).isEqualTo(1);
            assertThat(waiting.take(KEY, QUOTA).granted()).isTrue();
            assertThatThrownBy(() -> waiting.take(KEY + 1, QUOTA))
                    .satisfies(error ->
                            assertThat(DatabaseFault.isUnavailable(error)).isTrue());
        } finally {
            answers.countDown();
            hung.join();
        }
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void whatANodeSitsOnIsGivenBack() throws SQLException {
        assertThat(granted(other, QUOTA, 1)).isEqualTo(1);
        int atFirst = granted(node, QUOTA, 2000);
        assertThat(atFirst).isBetween(950, 998);

        other.flush();
        node.flush();

        assertThat(atFirst + granted(node, QUOTA, 2000)).isEqualTo(999);
    }

    @Test
    void aBlockIsASmallPartOfWhatIsLeft() {
        Quota large = new Quota(Quota.MAX, QuotaPeriod.DAY);
        node.take(KEY, large);
        assertThat(used()).isEqualTo(100);

        Quota small = new Quota(119, QuotaPeriod.DAY);
        node.take(KEY, small);
        // The rest of the larger one's block is back.
        assertThat(used()).isBetween(2L, 1L + 119 / 20);
    }

    @Test
    void theNextPeriodBeginsAnew() throws SQLException {
        assertThat(granted(node, QUOTA, 1001)).isEqualTo(1000);
        assertThat(granted(other, QUOTA, 1)).isZero();

        clock.advance(Duration.ofHours(1));
        otherClock.advance(Duration.ofHours(1));

        assertThat(node.take(KEY, QUOTA)).isEqualTo(new QuotaState(true, 999, Instant.parse("2026-02-02T00:00:00Z")));
        assertThat(granted(other, QUOTA, 1)).isEqualTo(1);
        node.flush();
        other.flush();
        assertThat(used()).isEqualTo(2);
    }

    @Test
    void whatIsLeftOfAPeriodIsNotGivenToTheNext() throws SQLException {
        granted(node, QUOTA, 1);
        otherClock.advance(Duration.ofHours(1));
        granted(other, QUOTA, 1);

        node.flush();
        other.flush();

        assertThat(used()).isEqualTo(1);
        // A node whose clock is behind does not turn the count back.
        assertThat(node.take(KEY, QUOTA).remaining()).isEqualTo(998);
        node.flush();
        assertThat(used()).isEqualTo(2);
    }

    @Test
    void dayAndMonthAreCountedApart() {
        Quota ofMonth = new Quota(3, QuotaPeriod.MONTH);
        assertThat(granted(node, ofMonth, 4)).isEqualTo(3);
        assertThat(node.take(KEY, QUOTA).granted()).isTrue();
        assertThat(node.take(KEY, ofMonth)).isEqualTo(new QuotaState(false, 0, Instant.parse("2026-02-01T00:00:00Z")));
        clock.advance(Duration.ofHours(1));
        assertThat(node.take(KEY, ofMonth).resetsAt()).isEqualTo(Instant.parse("2026-03-01T00:00:00Z"));
    }

    @Test
    void aChangedQuotaCountsFromTheNextRequest() {
        Quota small = new Quota(10, QuotaPeriod.DAY);
        assertThat(granted(node, small, 11)).isEqualTo(10);
        assertThat(granted(node, QUOTA, 1)).isEqualTo(1);
        assertThat(granted(node, new Quota(11, QuotaPeriod.DAY), 1)).isZero();
        assertThat(granted(node, new Quota(5, QuotaPeriod.DAY), 1)).isZero();
        assertThat(granted(node, new Quota(12, QuotaPeriod.DAY), 3)).isEqualTo(1);
    }

    @Test
    void whatIsLeftIsKnownWithoutCounting() throws SQLException {
        assertThat(node.look(KEY, QUOTA).remaining()).isEqualTo(1000);
        granted(node, QUOTA, 3);
        assertThat(node.look(KEY, QUOTA).remaining()).isEqualTo(997);

        assertThat(node.states(Map.of(KEY, QUOTA)).get(KEY).remaining()).isEqualTo(997);
        node.flush();
        assertThat(other.states(Map.of(KEY, QUOTA)).get(KEY).remaining()).isEqualTo(997);
        assertThat(other.states(Map.of(KEY, new Quota(1, QuotaPeriod.DAY)))
                        .get(KEY)
                        .remaining())
                .isZero();
        clock.advance(Duration.ofHours(1));
        assertThat(node.states(Map.of(KEY, QUOTA)).get(KEY))
                .isEqualTo(new QuotaState(true, 1000, Instant.parse("2026-02-02T00:00:00Z")));
        assertThat(node.states(Map.of())).isEmpty();
    }

    @Test
    void aDeletedKeyHasNothingLeft() throws SQLException {
        granted(node, QUOTA, 1);
        database.execute("DELETE FROM api_key WHERE id = ?", KEY);

        node.flush();

        assertThat(node.take(KEY, QUOTA).granted()).isFalse();
    }

    @Test
    void whatAFailoverHasLostIsNotGivenBack() throws SQLException {
        granted(node, QUOTA, 1);
        database.execute("UPDATE api_key_quota SET used = 3 WHERE key_id = ?", KEY);

        node.flush();

        assertThat(used()).isZero();
    }
}
