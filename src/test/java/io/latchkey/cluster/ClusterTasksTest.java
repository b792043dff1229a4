package io.latchkey.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.latchkey.testing.MigratedDatabases;
import io.latchkey.testing.Pause;
import io.latchkey.testing.TestDatabase;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ArgumentsSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each {@link ClusterTasks} is a node of its own. */
@ParameterizedClass(autoCloseArguments = false)
@ArgumentsSource(MigratedDatabases.class)
class ClusterTasksTest {

    private static final String NAME = "sweep";
    private static final Duration TERM = Duration.ofMinutes(1);
    private static final Duration SHORT_TERM = Duration.ofSeconds(3);
    private static final Schedule HOURLY = Schedule.every(Duration.ofHours(1));
    private static final Task NOTHING = turn -> {};

    private final TestDatabase database;
    private final ClusterTasks one;
    private final ClusterTasks other;

    ClusterTasksTest(TestDatabase database) {
        this.database = database;
        database.execute("DELETE FROM cluster_task");
        this.one = node(TERM);
        this.other = node(TERM);
    }

    private ClusterTasks node(Duration term) {
        return new ClusterTasks(database.dataSource(), database.dataSource(), term);
    }

    /** As if it had been run for the last time so long ago. */
    private void lastRun(String ago) throws SQLException {
        one.runIfDue(NAME, HOURLY, NOTHING);
        database.execute("UPDATE cluster_task SET last_run_at = CURRENT_TIMESTAMP - INTERVAL '" + ago
                + "' HOUR WHERE name = '" + NAME + "'");
    }

    private String holder() {
        return database.value("SELECT holder FROM cluster_task WHERE name = ?", NAME);
    }

    private String lastRunBy() {
        return database.value("SELECT last_run_by FROM cluster_task WHERE name = ?", NAME);
    }

    @Test
    void aNewTaskIsDueAfterItsFirstInterval() throws SQLException {
        assertThat(one.runIfDue(NAME, HOURLY, NOTHING)).isFalse();
        assertThat(other.runIfDue(NAME, HOURLY, NOTHING)).isFalse();
        assertThat(one.runIfDue(NAME, Schedule.every(Duration.ZERO), NOTHING)).isTrue();
    }

    @Test
    void whatOneNodeIsAtOrHasDoneNoOtherDoes() throws SQLException {
        lastRun("2");

        boolean began = one.runIfDue(NAME, HOURLY, turn -> {
            assertThat(other.runIfDue(NAME, HOURLY, NOTHING)).isFalse();
            assertThat(one.runIfDue(NAME, HOURLY, NOTHING)).isFalse();
            assertThat(turn.lasts()).isTrue();
        });

        assertThat(began).isTrue();
        assertThat(holder()).isNull();
        assertThat(other.runIfDue(NAME, HOURLY, NOTHING)).isFalse();
        assertThat(one.runIfDue(NAME, HOURLY, NOTHING)).isFalse();
    }

    @Test
    void ofManyThatAskAtOnceOneRunsIt() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        AtomicInteger runs = new AtomicInteger();
        try {
            for (int round = 1; round <= 5; round++) {
                lastRun("2");
                List<Callable<Boolean>> asking = new ArrayList<>();
                for (int i = 0; i < 8; i++) {
                    ClusterTasks node = node(TERM);
                    asking.add(() -> node.runIfDue(NAME, HOURLY, turn -> runs.incrementAndGet()));
                }
                for (Future<Boolean> asked : threads.invokeAll(asking)) {
                    asked.get();
                }
                assertThat(runs).hasValue(round);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void whatAKilledNodeHasLeftAnotherDoesWhenTheLeaseHasRunOut() throws Exception {
        lastRun("2");
        LeaseTable table = new LeaseTable(database.dataSource());
        Instant start = Instant.now();
        // A node that was killed never says anything again.
        assertThat(table.take(NAME, table.read(NAME), "killed", SHORT_TERM)).isTrue();

        assertThat(other.runIfDue(NAME, HOURLY, NOTHING)).isFalse();
        assertThat(holder()).isEqualTo("killed");
        while (!other.runIfDue(NAME, HOURLY, NOTHING)) {
            assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(30));
            TimeUnit.MILLISECONDS.sleep(20);
        }

        assertThat(Duration.between(start, Instant.now())).isGreaterThan(SHORT_TERM.minusMillis(100));
        assertThat(lastRunBy()).isNotNull().isNotEqualTo("killed");
        assertThat(table.complete(NAME, "killed", Instant.EPOCH)).isFalse();
        assertThat(table.renew(NAME, "killed", TERM)).isFalse();
    }

    @Test
    void whatWasRunByAClockThatWasAheadIsDue() throws SQLException {
        lastRun("-5");

        assertThat(one.runIfDue(NAME, HOURLY, NOTHING)).isTrue();
        assertThat(other.runIfDue(NAME, HOURLY, NOTHING)).isFalse();
    }

    @Test
    void aLeaseByAClockThatWasAheadIsNone() throws SQLException {
        lastRun("2");
        LeaseTable table = new LeaseTable(database.dataSource());
        assertThat(table.take(NAME, table.read(NAME), "killed", TERM)).isTrue();
        database.execute("UPDATE cluster_task SET held_until = held_until + INTERVAL '1' HOUR");
        assertThat(one.runIfDue(NAME, HOURLY, NOTHING)).isFalse();

        database.execute("UPDATE cluster_task SET held_until = held_until + INTERVAL '5' HOUR");

        assertThat(one.runIfDue(NAME, HOURLY, NOTHING)).isTrue();
        assertThat(holder()).isNull();
    }

    @Test
    void aNodeThatHungFindsItsTurnOver() throws SQLException {
        lastRun("2");
        ClusterTasks hanging = node(SHORT_TERM);

        hanging.runIfDue(NAME, HOURLY, turn -> {
            Pause.of(SHORT_TERM.plusMillis(100));
            assertThat(other.runIfDue(NAME, HOURLY, NOTHING)).isTrue();
            assertThat(turn.lasts()).isFalse();
        });

        String done = lastRunBy();
        assertThat(other.runIfDue(NAME, HOURLY, NOTHING)).isFalse();
        assertThat(lastRunBy()).isEqualTo(done);
    }

    @Test
    void workThatAsksKeepsItsTurnBeyondTheTerm() throws SQLException {
        lastRun("2");
        node(SHORT_TERM).runIfDue(NAME, HOURLY, turn -> {
            for (int i = 0; i < 6; i++) {
                Pause.of(SHORT_TERM.dividedBy(5));
                assertThat(turn.lasts()).isTrue();
                assertThat(other.runIfDue(NAME, HOURLY, NOTHING)).isFalse();
            }
        });
        assertThat(other.runIfDue(NAME, HOURLY, NOTHING)).isFalse();
    }

    @Test
    void whatHasFailedIsDueStill() throws SQLException {
        lastRun("2");
        assertThatThrownBy(() -> one.runIfDue(NAME, HOURLY, turn -> {
                    throw new SQLException("no");
                }))
                .hasMessage("no");

        assertThat(holder()).isNull();
        assertThat(other.runIfDue(NAME, HOURLY, NOTHING)).isTrue();
    }

    @Test
    void aStopGivesBackWhatIsNotDone() throws SQLException {
        lastRun("2");
        one.runIfDue(NAME, HOURLY, turn -> {
            one.stop();
            assertThat(turn.lasts()).isFalse();
            assertThat(other.runIfDue(NAME, HOURLY, NOTHING)).isTrue();
        });
        database.execute("UPDATE cluster_task SET last_run_at = CURRENT_TIMESTAMP - INTERVAL '2' HOUR");
        assertThat(one.runIfDue(NAME, HOURLY, NOTHING)).isFalse();
    }

    @Test
    void aStopDuringARenewalEndsTheTurn() throws SQLException {
        lastRun("2");
        LeaseTable table = new LeaseTable(database.dataSource());
        assertThat(table.take(NAME, table.read(NAME), "node", TERM)).isTrue();
        AtomicReference<Runnable> renewed = new AtomicReference<>(() -> {});
        LeaseTable renewing = new LeaseTable(afterUse(() -> renewed.get().run()));
        long longAgo = System.nanoTime() - TERM.toNanos();
        Lease lease = new Lease(renewing, NAME, "node", TERM, Instant.now(), longAgo);
        renewed.set(() -> assertThatNoException().isThrownBy(() -> lease.giveBackTo(table)));

        assertThat(lease.lasts()).isFalse();
        assertThat(holder()).isNull();
    }

    /** The database, where something happens whenever a connection is closed. */
    private DataSource afterUse(Runnable happening) {
        return proxy(DataSource.class, (source, method, arguments) -> {
            Connection connection = (Connection) invoke(method, database.dataSource(), arguments);
            return proxy(Connection.class, (same, called, values) -> {
                Object result = invoke(called, connection, values);
                if (called.getName().equals("close")) {
                    happening.run();
                }
                return result;
            });
        });
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    private static Object invoke(Method method, Object target, Object... arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    @Test
    void aNodeThatCannotRenewGoesOnNoMore() throws SQLException {
        lastRun("2");
        AtomicBoolean away = new AtomicBoolean();
        DataSource flaky = proxy(DataSource.class, (same, method, arguments) -> {
            if (away.get()) {
                throw new SQLException("away");
            }
            return invoke(method, database.dataSource(), arguments);
        });
        ClusterTasks cutOff = new ClusterTasks(flaky, flaky, SHORT_TERM);

        cutOff.runIfDue(NAME, HOURLY, turn -> {
            away.set(true);
            Pause.of(SHORT_TERM.dividedBy(2));
            assertThatThrownBy(turn::lasts).hasMessage("away");
            away.set(false);
            assertThat(turn.lasts()).isFalse();
        });

        assertThat(lastRunBy()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0.5S", "PT2H", "PT-1S"})
    void aTermThatIsNoneStopsTheStart(String term) {
        assertThatThrownBy(() -> node(Duration.parse(term)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("latchkey.cluster.lease");
    }
}
