package io.latchkey.usage;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.caller.ApiKeyPrincipal;
import io.latchkey.cluster.ClusterTasks;
import io.latchkey.cluster.Schedule;
import io.latchkey.cluster.Task;
import io.latchkey.cluster.Turn;
import io.latchkey.quota.Quota;
import io.latchkey.quota.QuotaPeriod;
import io.latchkey.quota.QuotaStore;
import io.latchkey.quota.Quotas;
import io.latchkey.testing.LoggedLines;
import io.latchkey.testing.MigratedDatabases;
import io.latchkey.testing.MovableClock;
import io.latchkey.testing.TestDatabase;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ArgumentsSource;

@ParameterizedClass(autoCloseArguments = false)
@ArgumentsSource(MigratedDatabases.class)
class UsageRunsTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final Schedule ALWAYS = Schedule.every(Duration.ZERO);
    private static final Quota QUOTA = new Quota(1000, QuotaPeriod.DAY);

    private final MovableClock clock = new MovableClock(START);
    private final SweepCounts counts = new SweepCounts();
    private final TestDatabase database;
    private final KeyRows keys;
    private final LastUses lastUses;
    private final Quotas quotas;
    private final UsageRuns runs;
    private final long key;

    private Optional<Throwable> failureOfLastUses = Optional.empty();
    private Optional<Throwable> failureOfRetention = Optional.empty();
    private Optional<Throwable> failureOfLookUp = Optional.empty();
    private int retentions;

    UsageRunsTest(TestDatabase database) {
        this.database = database;
        database.execute("DELETE FROM cluster_task");
        this.keys = new KeyRows(database);
        this.key = keys.add(START);
        this.lastUses = new LastUses(new FailingStore(), clock);
        this.quotas = new Quotas(new QuotaStore(database.dataSource()), clock);
        this.runs = new UsageRuns(
                lastUses,
                new KeyActivity(new KeyActivityStore(database.dataSource())),
                new FailingRetention(),
                database.dataSource(),
                InactivitySweepTest.sweep(database, clock),
                new UnsureTasks(),
                counts,
                quotas);
    }

    private static void fail(Optional<Throwable> failure) throws SQLException {
        if (failure.isPresent()) {
            if (failure.get() instanceof RuntimeException unchecked) {
                throw unchecked;
            }
            if (failure.get() instanceof Error error) {
                throw error;
            }
            throw (SQLException) failure.get();
        }
    }

    /** Writes nothing. */
    private final class FailingStore extends LastUseStore {

        FailingStore() {
            super(database.dataSource());
        }

        @Override
        public void save(Map<Long, Instant> uses, Consumer<List<Map.Entry<Long, Instant>>> written)
                throws SQLException {
            fail(failureOfLastUses);
        }
    }

    private final class FailingRetention extends KeyActivityRetention {

        FailingRetention() {
            super(database.dataSource(), clock);
        }

        @Override
        public void run(Turn turn) throws SQLException {
            fail(failureOfRetention);
            retentions++;
        }
    }

    private final class UnsureTasks extends ClusterTasks {

        UnsureTasks() {
            super(database.dataSource(), database.dataSource(), Duration.ofMinutes(1));
        }

        @Override
        public boolean runIfDue(String name, Schedule schedule, Task task) throws SQLException {
            fail(failureOfLookUp);
            return super.runIfDue(name, schedule, task);
        }
    }

    private long usedOfQuota() {
        return Long.parseLong(database.value("SELECT used FROM api_key_quota WHERE key_id = ?", key));
    }

    @Test
    void aSweepAndTheRetentionAreCountedOnce() {
        runs.sweep(ALWAYS);

        assertThat(counts.runs()).isOne();
        assertThat(counts.failures()).isZero();
        assertThat(retentions).isOne();
    }

    @Test
    void aSweepThatFailsDoesNotKeepTheRetentionFromItsRun() {
        lastUses.record(new ApiKeyPrincipal(key, key, 1, key));
        failureOfLastUses = Optional.of(new SQLException("no"));
        runs.sweep(ALWAYS);
        failureOfLastUses = Optional.of(new IllegalStateException("no"));
        runs.sweep(ALWAYS);

        assertThat(counts.failures()).isEqualTo(2);
        assertThat(counts.runs()).isZero();
        assertThat(retentions).isEqualTo(2);
    }

    @Test
    void aLookUpThatFailsIsNoFailureOfTheSweep() {
        failureOfLookUp = Optional.of(new SQLException("refused", "08001"));
        try (LoggedLines lines = LoggedLines.of(UsageRuns.class)) {
            runs.sweep(ALWAYS);

            assertThat(lines.written())
                    .contains("WARNING Whether the sweep of unused and expired keys is due could not be looked up and"
                            + " will be next time: java.sql.SQLException: refused");
        }
        assertThat(counts.failures()).isZero();
        assertThat(counts.runs()).isZero();
    }

    @Test
    void aRetentionThatFailsIsNoFailureOfTheSweep() {
        failureOfRetention = Optional.of(new SQLException("no"));
        runs.sweep(ALWAYS);
        failureOfRetention = Optional.of(new IllegalStateException("no"));
        runs.sweep(ALWAYS);

        assertThat(counts.failures()).isZero();
        assertThat(counts.runs()).isEqualTo(2);
    }

    @Test
    void lastUsesThatCannotBeWrittenKeepNoQuotaBack() {
        lastUses.record(new ApiKeyPrincipal(key, key, 1, key));
        quotas.take(key, QUOTA);
        assertThat(usedOfQuota()).isGreaterThan(1);
        failureOfLastUses = Optional.of(new IllegalStateException("no"));

        runs.flush();

        assertThat(usedOfQuota()).isOne();
        assertThat(lastUses.pending(key)).isPresent();
    }

    @Test
    void anErrorEndsNoTimer() {
        lastUses.record(new ApiKeyPrincipal(key, key, 1, key));
        failureOfLastUses = Optional.of(new StackOverflowError("no"));
        failureOfRetention = Optional.of(new OutOfMemoryError("no"));

        runs.flush();
        runs.sweep(ALWAYS);

        assertThat(counts.failures()).isOne();
        assertThat(lastUses.pending(key)).isPresent();
    }

    @Test
    void whatIsLeftIsWrittenAtTheEnd() {
        lastUses.record(new ApiKeyPrincipal(key, key, 1, key));
        quotas.take(key, QUOTA);
        failureOfLastUses = Optional.of(new IllegalStateException("not by the pool"));

        runs.flushAll();

        assertThat(keys.lastUsedAt(key)).hasValue(START);
        assertThat(usedOfQuota()).isOne();
    }
}
