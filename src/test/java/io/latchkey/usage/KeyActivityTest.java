package io.latchkey.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.latchkey.key.ApiKey;
import io.latchkey.testing.MigratedDatabases;
import io.latchkey.testing.MovableClock;
import io.latchkey.testing.TestDatabase;
import io.latchkey.usage.KeyActivityDocument.Day;
import io.latchkey.usage.KeyActivityDocument.Use;
import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ArgumentsSource;

@ParameterizedClass(autoCloseArguments = false)
@ArgumentsSource(MigratedDatabases.class)
class KeyActivityTest {

    private static final Instant START = Instant.parse("2026-01-01T23:59:00Z");

    private final MovableClock clock = new MovableClock(START);
    private final TestDatabase database;
    private final KeyRows keys;
    private final FailingStore store;
    private final KeyActivity activity;
    private final KeyActivityReader reader;

    KeyActivityTest(TestDatabase database) {
        this.database = database;
        this.keys = new KeyRows(database);
        this.store = new FailingStore(database);
        this.activity = new KeyActivity(store);
        this.reader = new KeyActivityReader(database.dataSource(), activity, clock);
    }

    private void use(KeyActivity node, long key, String address, String agent, int status) {
        node.record(key, new KeyUse(clock.instant(), "GET", "/api/v1/version", address, agent, status));
        clock.advance(Duration.ofSeconds(1));
    }

    private KeyActivityDocument read(long keyId) throws SQLException {
        return reader.read(new ApiKey() {
            @Override
            public long id() {
                return keyId;
            }
        });
    }

    @Test
    void countsSuccessfulAndRefusedRequestsADay() throws SQLException {
        long key = keys.add(START);
        long other = keys.add(START);
        use(activity, key, "192.0.2.1", "curl", 200);
        use(activity, key, "192.0.2.1", "curl", 404);
        use(activity, key, "192.0.2.1", "curl", 403);
        use(activity, other, "192.0.2.1", "curl", 200);
        activity.flush();
        use(activity, key, "192.0.2.1", "curl", 200);
        clock.advance(Duration.ofMinutes(1));
        use(activity, key, "192.0.2.1", "curl", 401);
        use(activity, key, "192.0.2.1", "curl", 429);

        assertThat(read(key).days())
                .containsExactly(new Day(LocalDate.of(2026, 1, 1), 3, 1), new Day(LocalDate.of(2026, 1, 2), 0, 2));
        assertThat(read(other).days()).containsExactly(new Day(LocalDate.of(2026, 1, 1), 1, 0));
    }

    @Test
    void marksTheFirstUseFromAnAddressAndByAnAgent() throws SQLException {
        long key = keys.add(START);
        use(activity, key, "192.0.2.1", "curl", 200);
        activity.flush();
        use(activity, key, "192.0.2.1", "curl", 200);
        use(activity, key, "198.51.100.7", "curl", 200);
        use(activity, key, "192.0.2.1", "python", 200);
        use(activity, key, "198.51.100.7", "python", 200);

        assertThat(read(key).uses())
                .extracting(Use::address, Use::agent, Use::newAddress, Use::newAgent)
                .containsExactly(
                        tuple("198.51.100.7", "python", false, false),
                        tuple("192.0.2.1", "python", false, true),
                        tuple("198.51.100.7", "curl", true, false),
                        tuple("192.0.2.1", "curl", false, false),
                        tuple("192.0.2.1", "curl", true, true));
    }

    @Test
    void aFirstUseIsShownHoweverManyCameAfterIt() throws SQLException {
        long key = keys.add(START);
        use(activity, key, "192.0.2.1", "curl", 200);
        use(activity, key, "203.0.113.66", "curl", 200);
        for (int i = 0; i < 300; i++) {
            use(activity, key, "192.0.2.1", "curl", 200);
            if (i % 10 == 0) {
                activity.flush();
            }
        }

        KeyActivityDocument read = read(key);

        assertThat(read.uses()).hasSize(52);
        assertThat(read.uses().get(50).address()).isEqualTo("203.0.113.66");
        assertThat(read.days().stream().mapToLong(Day::successful).sum()).isEqualTo(302);
        assertThat(database.value("SELECT COUNT(*) FROM api_key_use WHERE key_id = ?", key))
                .isEqualTo("52");
    }

    @Test
    void severalNodesAddUpAndNoOriginIsNewTwice() throws SQLException {
        long key = keys.add(START);
        KeyActivity node = new KeyActivity(new KeyActivityStore(database.dataSource()));
        use(activity, key, "192.0.2.1", "curl", 200);
        activity.flush();
        use(node, key, "192.0.2.1", "curl", 200);
        node.flush();

        KeyActivityDocument read = read(key);

        assertThat(read.days()).containsExactly(new Day(LocalDate.of(2026, 1, 1), 2, 0));
        assertThat(read.uses()).extracting(Use::newAddress).containsExactly(false, true);
    }

    @Test
    void whatCouldNotBeWrittenIsWrittenByTheNextFlush() throws SQLException {
        long key = keys.add(START);
        use(activity, key, "192.0.2.1", "curl", 200);
        store.away = true;
        assertThatThrownBy(activity::flush).isInstanceOf(SQLException.class);
        use(activity, key, "192.0.2.1", "curl", 200);
        store.away = false;

        KeyActivityDocument read = read(key);

        assertThat(read.days()).containsExactly(new Day(LocalDate.of(2026, 1, 1), 2, 0));
        assertThat(read.uses()).extracting(Use::newAddress).containsExactly(false, true);
    }

    @Test
    void aBatchThatCannotBeWrittenKeepsTheOthersNotBack() throws SQLException {
        long first = keys.add(START);
        keys.addMany(KeyActivityStore.BATCH, START);
        long last = first + KeyActivityStore.BATCH;
        for (long key = first; key <= last; key++) {
            use(activity, key, "192.0.2.1", "curl", 200);
        }
        store.locked = first;

        assertThatThrownBy(activity::flush).isInstanceOf(SQLException.class);

        assertThat(database.value("SELECT COUNT(*) FROM api_key_day")).isEqualTo("1");
        store.locked = 0;
        activity.flush();
        assertThat(database.value("SELECT SUM(successful) FROM api_key_day"))
                .isEqualTo(Integer.toString(KeyActivityStore.BATCH + 1));
    }

    @Test
    void anErrorLosesNothingEither() throws SQLException {
        long key = keys.add(START);
        use(activity, key, "192.0.2.1", "curl", 200);
        store.meanwhile = () -> {
            throw new OutOfMemoryError("no memory, as far as the flush can tell");
        };
        assertThatThrownBy(activity::flush).isInstanceOf(OutOfMemoryError.class);

        assertThat(read(key).days()).containsExactly(new Day(LocalDate.of(2026, 1, 1), 1, 0));
    }

    @Test
    void aDayThatAnotherNodeBeginsAtTheSameMomentIsWrittenByTheSameFlush() throws SQLException {
        long key = keys.add(START);
        use(activity, key, "192.0.2.1", "curl", 200);
        store.conflicts = 1;

        activity.flush();

        assertThat(activity.lag()).isZero();
        assertThat(database.value("SELECT successful FROM api_key_day WHERE key_id = ?", key))
                .isEqualTo("1");
    }

    /** Or the cost of a flush would grow with the requests. */
    @Test
    void ofManyKeysFewerUsesAreWrittenEachAndAllAreCounted() throws SQLException {
        int many = 400;
        long first = keys.add(START);
        keys.addMany(many - 1, START);
        for (int i = 0; i < 40; i++) {
            for (long key = first; key < first + many; key++) {
                activity.record(key, new KeyUse(clock.instant(), "GET", "/" + i, "192.0.2.1", "curl", 200));
            }
            clock.advance(Duration.ofMillis(10));
        }

        activity.flush();

        // The first of its address and agent, and the last of them.
        assertThat(database.value("SELECT COUNT(*) FROM api_key_use")).isEqualTo(Integer.toString(many * (1 + 25)));
        assertThat(database.value("SELECT MIN(path) FROM api_key_use WHERE path <> '/0'"))
                .isEqualTo("/15");
        assertThat(database.value("SELECT COUNT(*) FROM api_key_day WHERE successful = 40"))
                .isEqualTo(Integer.toString(many));
    }

    @Test
    void whatCountsAloneKeepsNoUseHoweverManyThereAre() {
        KeyUse use = new KeyUse(START, "GET", "/", "192.0.2.1", "curl", 200);
        KeyTally tally = KeyTally.counting();
        for (int i = 0; i < 3; i++) {
            tally = tally.with(use, List.of(KeyOrigin.address(1, use)));
        }

        assertThat(tally.last()).isEmpty();
        assertThat(tally.firstOf()).isEmpty();
        assertThat(tally.successful()).isEqualTo(3);
    }

    @Test
    void aKeyThatIsGoneKeepsNothingOfTheOthersBack() throws SQLException {
        long gone = keys.add(START);
        long key = keys.add(START);
        use(activity, gone, "192.0.2.1", "curl", 200);
        use(activity, key, "192.0.2.1", "curl", 200);
        database.execute("DELETE FROM api_key WHERE id = ?", gone);

        assertThat(read(key).days()).hasSize(1);
        assertThat(read(gone).uses()).isEmpty();
    }

    @Test
    void ofAKeyThatIsUsedFromEverywhereNotEveryAddressIsKept() throws SQLException {
        long key = keys.add(START);
        for (int i = 0; i < 1200; i++) {
            use(activity, key, "10.0." + i / 256 + "." + i % 256, "app", 200);
            if (i % 20 == 19) {
                activity.flush();
            }
        }
        read(key);

        assertThat(database.value("SELECT COUNT(*) FROM api_key_origin WHERE key_id = ? AND kind = 'ADDRESS'", key))
                .isEqualTo("1000");
    }

    /** Each of them would be looked up in vain, and would leave no room for what is still noticed. */
    @Test
    void ofAKeyThatIsUsedFromEverywhereFurtherAddressesAreNotLookedUp() throws SQLException {
        long key = keys.add(START);
        long other = keys.add(START);
        for (int i = 0; i < 1020; i++) {
            use(activity, key, "10.0." + i / 256 + "." + i % 256, "app", 200);
            if (i % 20 == 19) {
                activity.flush();
            }
        }
        for (int i = 0; i < 30; i++) {
            use(activity, key, "10.1.0." + i, "app", 200);
        }
        use(activity, key, "10.1.1.1", "new app", 200);
        use(activity, other, "10.1.1.1", "app", 200);

        activity.flush();

        assertThat(store.askedAbout)
                .extracting(KeyOrigin::keyId, KeyOrigin::origin)
                .containsExactlyInAnyOrder(tuple(key, "new app"), tuple(other, "10.1.1.1"), tuple(other, "app"));
        assertThat(read(key).uses().get(0))
                .extracting(Use::agent, Use::newAgent, Use::newAddress)
                .containsExactly("new app", true, false);
    }

    /** After a restart, nothing is known of what is in the database. */
    @Test
    void aKeyOfWhichManyAddressesAreKnownAlreadyMayStillGetFurtherOnes() throws SQLException {
        long key = keys.add(START);
        for (int i = 0; i < 10; i++) {
            use(activity, key, "10.0.0." + i, "app", 200);
        }
        activity.flush();
        KeyActivity restarted = new KeyActivity(new KeyActivityStore(database.dataSource()));
        for (int i = 0; i < 10; i++) {
            use(restarted, key, "10.0.0." + i, "app", 200);
        }
        restarted.flush();

        use(restarted, key, "10.0.0.10", "app", 200);
        restarted.flush();

        assertThat(read(key).uses().get(0).newAddress()).isTrue();
    }

    @Test
    void whatIsNoLongerShownIsForgottenButNotWhereAKeyWasUsedFrom() throws SQLException {
        long key = keys.add(START);
        use(activity, key, "192.0.2.1", "curl", 200);
        activity.flush();
        clock.advance(Duration.ofDays(89));
        new KeyActivityRetention(database.dataSource(), clock).run(() -> true);
        assertThat(database.value("SELECT COUNT(*) FROM api_key_use")).isEqualTo("1");
        clock.advance(Duration.ofDays(2));

        new KeyActivityRetention(database.dataSource(), clock).run(() -> true);

        assertThat(database.value("SELECT COUNT(*) FROM api_key_use")).isEqualTo("0");
        assertThat(database.value("SELECT COUNT(*) FROM api_key_day")).isEqualTo("0");
        use(activity, key, "192.0.2.1", "curl", 200);
        assertThat(read(key).uses()).extracting(Use::newAddress).containsExactly(false);
    }

    @Test
    void whatAClientSendsIsCutAndMadePrintable() {
        KeyUse use = new KeyUse(START, "GET", "/\u0000a".repeat(200), "192.0.2.1", "a\r\nb\u001b[31m\u009b7m", 200);

        assertThat(use.path()).hasSize(255).startsWith("/?a/?a");
        assertThat(use.agent()).isEqualTo("a??b?[31m?7m");
    }

    @Test
    void whatIsBeingWrittenIsReadToo() throws Exception {
        long key = keys.add(START);
        use(activity, key, "192.0.2.1", "curl", 200);
        CountDownLatch writing = new CountDownLatch(1);
        CountDownLatch read = new CountDownLatch(1);
        store.meanwhile = () -> {
            writing.countDown();
            // A reader who waits for this, as it shall, cannot have read before.
            read.await(500, TimeUnit.MILLISECONDS);
        };
        CompletableFuture<Void> flush =
                CompletableFuture.runAsync(() -> assertThatNoException().isThrownBy(activity::flush));
        assertThat(writing.await(1, TimeUnit.MINUTES)).isTrue();

        List<Day> days = read(key).days();

        read.countDown();
        flush.get(1, TimeUnit.MINUTES);
        assertThat(days).containsExactly(new Day(LocalDate.of(2026, 1, 1), 1, 0));
    }

    /** What happens before a store writes. */
    private interface Pausing {
        void run() throws InterruptedException;
    }

    private static final class FailingStore extends KeyActivityStore {

        private boolean away;
        private int conflicts;
        private long locked;
        private List<KeyOrigin> askedAbout = List.of();
        private volatile Pausing meanwhile = () -> {};

        FailingStore(TestDatabase database) {
            super(database.dataSource());
        }

        @Override
        Set<KeyOrigin.OfKey> save(Map<KeyDay, KeyTally> tallies) throws SQLException {
            askedAbout = tallies.values().stream()
                    .flatMap(tally -> tally.firstOf().keySet().stream())
                    .toList();
            Pausing once = meanwhile;
            meanwhile = () -> {};
            try {
                once.run();
            } catch (InterruptedException e) {
                throw new SQLException(e);
            }
            if (away) {
                throw new SQLException("away");
            }
            if (tallies.keySet().stream().anyMatch(day -> day.keyId() == locked)) {
                throw new SQLException("a row is locked", "55P03");
            }
            if (conflicts > 0) {
                conflicts--;
                throw new BatchUpdateException("begun by another node", "23505", new int[0]);
            }
            return super.save(tallies);
        }
    }
}
