package io.latchkey.revocation;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.database.DatabaseUrl;
import io.latchkey.database.SchemaMigration;
import io.latchkey.key.KeyCacheValidity;
import io.latchkey.keytoken.KeyDigester;
import io.latchkey.keytoken.KeyToken;
import io.latchkey.keytoken.KnownSecrets;
import io.latchkey.testing.DatabaseKind;
import io.latchkey.testing.FailingLog;
import io.latchkey.testing.Pause;
import io.latchkey.testing.TestDatabase;
import io.latchkey.testing.TestOrganisation;
import io.latchkey.testing.TestSecrets;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A listener at a real PostgreSQL, which is written to by plain SQL as any program may do it. */
class ChangeListenerTest {

    private static final Duration TRUST = Duration.ofSeconds(4);
    private static final long KEY = 1;
    private static final long OTHER_KEY = 2;
    private static final long RIGHT = 51;

    /** The process of the connection that listens, by what it asks. */
    private static final String LISTENING = "SELECT pid FROM pg_stat_activity"
            + " WHERE query = 'SHOW transaction_read_only' ORDER BY state_change DESC LIMIT 1";

    private static final KeyDigester DIGESTER = new KeyDigester(TestSecrets.any());

    @TempDir
    private static Path folder;

    private static TestDatabase database;

    private final KeyCacheValidity validity = new KeyCacheValidity();
    private ChangeListener listener;
    private Thread thread;

    @BeforeAll
    static void create() {
        database = TestDatabase.create(DatabaseKind.POSTGRESQL, folder);
        Flyway.configure()
                .dataSource(database.dataSource())
                .locations(SchemaMigration.locations(new DatabaseUrl("jdbc:postgresql:")))
                .load()
                .migrate();
        TestOrganisation.ensureWithOwner(database, 1, 1, "anna");
        addRight();
    }

    private static void addRight() {
        database.execute(
                "INSERT INTO custom_right (id, organisation_id, name, description, patterns, created_at, version)"
                        + " VALUES (51, 1, 'orders', 'Orders', '* /**', CURRENT_TIMESTAMP, 1)");
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @BeforeEach
    void start() {
        database.execute("DELETE FROM api_key");
        for (long id : new long[] {KEY, OTHER_KEY}) {
            database.execute(
                    "INSERT INTO api_key (id, organisation_id, number, description, access_right, status, created_by,"
                            + " created_at, idle_since, version)"
                            + " VALUES (?, 1, ?, 'key', 'EVENTS', 'ENABLED', 1, CURRENT_TIMESTAMP, CURRENT_TIMESTAMP, 1)",
                    id,
                    id);
            addSecret(id, id);
        }
        begin(database.dataSource(), database.dataSource(), known());
        await(() -> validity.isUnchanged(KEY, 0, validity.now()), true);
    }

    private static KnownSecrets known() {
        return new KnownSecrets(database.dataSource(), DIGESTER, Clock.systemUTC(), Duration.ofSeconds(5));
    }

    private void begin(DataSource unpooled, DataSource pooled, KnownSecrets known) {
        listener = new ChangeListener(unpooled, pooled, validity, known, Optional.of("jdbc:postgresql:"), TRUST);
        thread = new Thread(listener::run);
        thread.start();
    }

    private static void addSecret(long id, long key) {
        addSecret(id, key, Arrays.copyOf(new byte[] {(byte) id}, 32));
    }

    private static void addSecret(long id, long key, byte[] digest) {
        database.execute(
                "INSERT INTO api_key_secret (id, organisation_id, key_id, digest, created_at)"
                        + " VALUES (?, 1, ?, ?, CURRENT_TIMESTAMP)",
                id,
                key,
                digest);
    }

    @AfterEach
    void stop() throws InterruptedException {
        listener.stop();
        thread.interrupt();
        thread.join();
    }

    /** Fails the test when it takes longer than any healthy machine needs. */
    private static void await(Condition condition, boolean expected) {
        Instant limit = Instant.now().plusSeconds(20);
        while (condition.holds() != expected) {
            assertThat(Instant.now()).as("waited for too long").isBefore(limit);
            Pause.of(Duration.ofMillis(1));
        }
    }

    private interface Condition {
        boolean holds();
    }

    private void assertHeard(String sql, Object... parameters) {
        long read = validity.now();
        assertThat(validity.isUnchanged(KEY, 0, read)).isTrue();

        database.execute(sql, parameters);

        await(() -> validity.isUnchanged(KEY, 0, read), false);
        assertThat(validity.isUnchanged(OTHER_KEY, 0, read)).as("the other key").isTrue();
    }

    @Test
    void hearsThatAKeyIsDisabledEditedOrDeleted() {
        assertHeard("UPDATE api_key SET status = 'DISABLED' WHERE id = 1");
        assertHeard("UPDATE api_key SET networks = '192.0.2.1/32', version = version + 1 WHERE id = 1");
        assertHeard("UPDATE api_key SET expires_at = CURRENT_TIMESTAMP WHERE id = 1");
        assertHeard("DELETE FROM api_key WHERE id = 1");
    }

    @Test
    void hearsThatASecretIsEnded() {
        assertHeard("UPDATE api_key_secret SET valid_until = CURRENT_TIMESTAMP WHERE key_id = 1");
        assertHeard("DELETE FROM api_key_secret WHERE key_id = 1");
    }

    @Test
    void hearsThatACustomRightIsChanged() {
        long read = validity.now();
        database.execute("UPDATE custom_right SET patterns = 'GET /**' WHERE id = 51");

        await(() -> validity.isUnchanged(OTHER_KEY, RIGHT, read), false);
        assertThat(validity.isUnchanged(OTHER_KEY, 0, read)).isTrue();
    }

    @Test
    void hearsThatASecretIsMade() {
        long read = validity.now();
        assertThat(validity.isStillMissing(read)).isTrue();
        addSecret(3, KEY);

        await(() -> validity.isStillMissing(read), false);
        assertThat(validity.isUnchanged(OTHER_KEY, 0, read)).as("another key").isTrue();
    }

    @Test
    void aUseIsNoChangeUnlessItIsPutBack() {
        long read = validity.now();
        database.execute(
                "UPDATE api_key SET last_used_at = CURRENT_TIMESTAMP, idle_since = CURRENT_TIMESTAMP WHERE id = 1");
        database.execute("UPDATE api_key_secret SET last_used_at = CURRENT_TIMESTAMP WHERE key_id = 1");
        database.execute("UPDATE api_key SET version = version + 1 WHERE id = 2");
        // What was said first would have been heard first.
        await(() -> validity.isUnchanged(OTHER_KEY, 0, read), false);
        assertThat(validity.isUnchanged(KEY, 0, read)).isTrue();

        database.execute("UPDATE api_key SET idle_since = ? WHERE id = 1", Timestamp.from(Instant.EPOCH));
        await(() -> validity.isUnchanged(KEY, 0, read), false);
    }

    @Test
    void trustsNothingAfterALostConnectionUntilItListensAgain() {
        long read = validity.now();
        database.value(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query = 'SHOW transaction_read_only'"
                        + " OR query LIKE 'LISTEN%'");

        await(() -> validity.isUnchanged(KEY, 0, read), false);
        await(() -> validity.isUnchanged(KEY, 0, validity.now()), true);
        assertThat(validity.isUnchanged(KEY, 0, read))
                .as("what was read before the gap")
                .isFalse();
        assertHeard("UPDATE api_key SET version = version + 1 WHERE id = 1");
    }

    /** As when another server is about to take over, and this one is still there. */
    @Test
    void trustsNothingOnceTheDatabaseIsReadOnly() {
        long read = validity.now();
        database.acceptWrites(false);
        try {
            await(() -> validity.isUnchanged(KEY, 0, read), false);
            Pause.of(Duration.ofSeconds(1));
            assertThat(validity.isInStep()).isFalse();
        } finally {
            database.acceptWrites(true);
        }
        await(validity::isInStep, true);
    }

    @Test
    void trustsNothingOnceTheDatabaseIsSilent() {
        long read = validity.now();
        long pid = Long.parseLong(database.value(LISTENING));
        signal("STOP", pid);
        try {
            await(() -> validity.isUnchanged(KEY, 0, read), false);
            assertThat(validity.isUnchanged(KEY, 0, validity.now())).isFalse();
        } finally {
            signal("CONT", pid);
        }
        await(() -> validity.isUnchanged(KEY, 0, validity.now()), true);
        // Nothing was lost: what the database kept for the listener has been heard.
        assertThat(validity.isUnchanged(KEY, 0, read)).isTrue();
    }

    @Test
    void listensOnAnotherConnectionIfTheDatabaseStaysSilentOnThisOne() {
        long pid = Long.parseLong(
                database.value(
                        "SELECT pid FROM pg_stat_activity WHERE query = 'SHOW transaction_read_only' ORDER BY state_change DESC LIMIT 1"));
        signal("STOP", pid);
        try {
            await(validity::isInStep, false);
            await(validity::isInStep, true);
            assertHeard("UPDATE api_key SET version = version + 1 WHERE id = 1");
        } finally {
            signal("CONT", pid);
        }
    }

    @Test
    void keepsAShorterLimitOfTheConnection() throws SQLException {
        try (Connection connection = database.dataSource().getConnection()) {
            connection.setNetworkTimeout(Runnable::run, 2000);

            ChangeChannel.open(connection, Duration.ofSeconds(5));

            assertThat(connection.getNetworkTimeout()).isEqualTo(2000);
        }
    }

    /** Such a secret is not told of. */
    @Test
    void takesNoSecretForUnknownThatWasMadeBeforeItListened() throws Exception {
        KeyToken token = new KeyToken("a-key-of-another-system-0123456789");
        KeyToken unknown = new KeyToken("no-key-of-another-system-0123456789");
        KnownSecrets known = known();
        known.refresh();
        assertThat(known.mayExist(token)).isFalse();
        stop();
        addSecret(3, KEY, DIGESTER.digest(token));
        begin(database.dataSource(), database.dataSource(), known);

        await(validity::isInStep, true);
        assertThat(known.mayExist(token)).isTrue();
        assertThat(known.mayExist(unknown)).isFalse();
    }

    @Test
    void hearsOfASecretThatIsMadeWhileItBeginsToListen() throws Exception {
        KeyToken token = new KeyToken("a-key-of-another-system-0123456789");
        KeyToken unknown = new KeyToken("no-key-of-another-system-0123456789");
        KnownSecrets known = known();
        known.refresh();
        DataSource pooled = (DataSource) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {DataSource.class}, (proxy, method, arguments) -> {
                    addSecret(3, KEY, DIGESTER.digest(token));
                    // So that nothing but the message tells of it.
                    database.execute("DELETE FROM api_key_secret WHERE id = 3");
                    return method.invoke(database.dataSource(), arguments);
                });
        stop();
        begin(database.dataSource(), pooled, known);
        await(validity::isInStep, true);

        assertThat(known.mayExist(token)).isTrue();
        assertThat(known.mayExist(unknown)).isFalse();
    }

    @Test
    void takesNoSecretForUnknownWhenItIsOnlyToldThatAnythingMayHaveChanged() throws Exception {
        KeyToken unknown = new KeyToken("no-key-of-another-system-0123456789");
        KnownSecrets known = known();
        stop();
        begin(database.dataSource(), database.dataSource(), known);
        await(validity::isInStep, true);
        known.refresh();
        assertThat(known.mayExist(unknown)).isFalse();

        database.execute("NOTIFY latchkey_changes, 'a'");

        await(() -> known.mayExist(unknown), true);
    }

    private static void signal(String name, long pid) {
        try {
            assertThat(new ProcessBuilder("kill", "-" + name, Long.toString(pid))
                            .start()
                            .waitFor())
                    .isZero();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void hearsThatATableIsEmptied() {
        for (String table : List.of("custom_right", "api_key_secret", "api_key")) {
            long read = validity.now();
            assertThat(validity.isUnchanged(KEY, 0, read)).isTrue();

            database.execute("BEGIN; TRUNCATE " + table + " CASCADE; ROLLBACK");
            database.execute("TRUNCATE " + table + " CASCADE");

            await(() -> validity.isUnchanged(KEY, 0, read), false);
            await(() -> validity.isUnchanged(KEY, 0, validity.now()), true);
        }
        addRight();
    }

    @Test
    void ofMoreThanTenThousandChangesInATransactionTheRestIsOneMessage() throws Exception {
        database.execute(
                "INSERT INTO api_key (id, organisation_id, number, description, access_right, status, created_by,"
                        + " created_at, idle_since, version) SELECT n, 1, n, 'key', 'EVENTS', 'ENABLED', 1, CURRENT_TIMESTAMP,"
                        + " CURRENT_TIMESTAMP, 1 FROM generate_series(1001, 11100) n");
        try (Connection connection = database.dataSource().getConnection()) {
            ChangeChannel channel = ChangeChannel.open(connection, Duration.ofSeconds(5));

            database.execute("UPDATE api_key SET version = version + 1 WHERE id > 1000");
            database.execute("UPDATE api_key SET version = version + 1 WHERE id = 11100");

            List<ChangeMessage> messages = new ArrayList<>();
            while (!messages.contains(new ChangeMessage("k11100"))) {
                List<ChangeMessage> more = channel.receive(Duration.ofSeconds(10));
                assertThat(more).isNotEmpty();
                messages.addAll(more);
            }
            assertThat(messages).hasSize(10_002).containsOnlyOnce(new ChangeMessage("a"));
        }
    }

    /** An error for want of memory, which logging needs as well. */
    @Test
    void listensAgainAfterAnErrorThatCannotEvenBeLogged() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        DataSource failsOnce = (DataSource) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {DataSource.class}, (proxy, method, arguments) -> {
                    if (asked.getAndIncrement() == 0) {
                        throw new OutOfMemoryError("for a test");
                    }
                    return method.invoke(database.dataSource(), arguments);
                });
        stop();
        try (FailingLog log = new FailingLog(ChangeListener.class)) {
            begin(failsOnce, database.dataSource(), known());
            Pause.until("the error", Duration.ofSeconds(20), () -> log.failures() > 0);
        }

        await(() -> validity.isUnchanged(KEY, 0, validity.now()), true);
        assertThat(asked.get()).isGreaterThan(1);
    }

    @Test
    void isLostOnceItsThreadHasEndedUnlessItWasStopped() throws Exception {
        assertThat(listener.isLost()).as("before it has a thread").isFalse();
        CountDownLatch end = new CountDownLatch(1);
        AtomicReference<Thread> own = new AtomicReference<>();
        listener.listenOn(run -> {
            own.set(new Thread(() -> awaitEnd(end)));
            return own.get();
        });
        assertThat(listener.isLost()).isFalse();

        end.countDown();
        own.get().join();
        assertThat(listener.isLost()).isTrue();

        listener.stop();
        assertThat(listener.isLost()).isFalse();
    }

    private static void awaitEnd(CountDownLatch end) {
        try {
            end.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void whatItDoesNotUnderstandVoidsEverything() {
        long read = validity.now();
        database.value("SELECT pg_notify('latchkey_changes', 'x-from-a-later-version')");

        await(() -> validity.isUnchanged(OTHER_KEY, 0, read), false);
        await(() -> validity.isUnchanged(OTHER_KEY, 0, validity.now()), true);
    }
}
