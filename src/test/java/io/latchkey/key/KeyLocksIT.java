package io.latchkey.key;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.right.AccessRight;
import io.latchkey.testing.Answer;
import io.latchkey.testing.DatabaseKind;
import io.latchkey.testing.Deadlock;
import io.latchkey.testing.HeldLocks;
import io.latchkey.testing.LatchkeyServer;
import io.latchkey.testing.OnOneDatabase;
import io.latchkey.testing.TestKey;
import java.net.http.HttpRequest.BodyPublishers;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Which rows changes of keys lock, in which order, and who waits for them meanwhile: another connection stands in their way. */
@OnOneDatabase(DatabaseKind.POSTGRESQL)
class KeyLocksIT {

    private final LatchkeyServer server;
    private final long organisation;
    private final String lockLog;

    KeyLocksIT(LatchkeyServer server) {
        this.server = server;
        this.organisation = server.organisation();
        this.lockLog = "SELECT head FROM audit_chain WHERE organisation_id = " + organisation + " FOR UPDATE";
    }

    private Connection begin() throws SQLException {
        Connection connection = server.database().dataSource().getConnection();
        connection.setAutoCommit(false);
        // So that the other one of two that wait for each other has to give way, and nothing waits for ever.
        execute(connection, "SET deadlock_timeout = '30s'; SET lock_timeout = '20s'");
        return connection;
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Waits until a request waits for what the connection has locked. */
    private void awaitWaiting(Connection connection) throws SQLException {
        new HeldLocks(connection, server.database().dataSource()).awaitWaiting(1);
    }

    /** A date of which the key's owner is warned at once. */
    private static String soon() {
        return Instant.now()
                .plus(Duration.ofHours(20))
                .truncatedTo(ChronoUnit.SECONDS)
                .toString();
    }

    private Answer importKey(String key) {
        String line = "{\"description\":\"moved\",\"accessRight\":\"EVENTS\",\"key\":\"" + key + "\"}\n";
        return server.admin()
                .with("Content-Type", "application/x-ndjson")
                .send("POST", "/manage/v1/keys/import", BodyPublishers.ofString(line));
    }

    @Test
    void eventsOfTheOrganisationAreTakenWhileKeysAreImported() throws SQLException {
        TestKey key = server.makeKey(AccessRight.EVENTS);
        CompletableFuture<Answer> importing;
        try (Connection other = begin()) {
            execute(other, lockLog);
            importing = CompletableFuture.supplyAsync(() -> importKey("sk_test:" + UUID.randomUUID()));
            awaitWaiting(other);

            Answer event = CompletableFuture.supplyAsync(() ->
                            server.with(key).post("/api/v1/event", "{\"eventTypeKey\":\"order\",\"keyValue\":\"x\"}"))
                    .orTimeout(10, TimeUnit.SECONDS)
                    .join();

            assertThat(event.status()).isEqualTo(200);
            other.rollback();
        }
        assertThat(importing.join().status()).isEqualTo(200);
    }

    @Test
    void aKeyIsMadeThoughItsTransactionHadToGiveWay() throws SQLException {
        server.makeKey(AccessRight.EVENTS);

        Answer made = answerAfterADeadlock(
                () -> server.admin().post("/manage/v1/keys", "{\"description\":\"made\",\"accessRight\":\"FULL\"}"));

        assertThat(made.status()).isEqualTo(201);
    }

    @Test
    void keysAreImportedThoughTheirTransactionHadToGiveWay() throws SQLException {
        server.makeKey(AccessRight.EVENTS);

        Answer imported = answerAfterADeadlock(() -> importKey("sk_test:" + UUID.randomUUID()));

        assertThat(imported.status()).isEqualTo(200);
    }

    /** Has a transaction wait for what the request has locked, which waits for that one. */
    private Answer answerAfterADeadlock(Supplier<Answer> request) throws SQLException {
        return Deadlock.provoke(() -> {
            try (Connection other = begin()) {
                execute(other, lockLog);
                CompletableFuture<Answer> asking = CompletableFuture.supplyAsync(request);
                awaitWaiting(other);
                execute(other, "SELECT id FROM organisation WHERE id = " + organisation + " FOR UPDATE");
                other.commit();
                return asking.join();
            }
        });
    }

    @Test
    void aChangeLocksTheLogLast() throws SQLException {
        TestKey key = server.makeKey(AccessRight.EVENTS);
        String soon = soon();
        // Somebody must be there to be warned.
        server.admin().put("/manage/v1/webhook", "{\"url\":\"https://192.0.2.1/hook\"}");
        CompletableFuture<Answer> changing;
        try (Connection other = begin()) {
            // What warns of the end of a key cannot be written.
            execute(other, "LOCK TABLE notice, notice_delivery IN SHARE MODE");
            changing = CompletableFuture.supplyAsync(
                    () -> server.admin().patch(key.path(), "{\"expiresAt\":\"" + soon + "\"}"));
            awaitWaiting(other);
            execute(other, lockLog + " NOWAIT");
            other.rollback();
        }
        assertThat(changing.join().status()).isEqualTo(200);
        server.admin().delete("/manage/v1/webhook");
    }

    @Test
    void aChangeOfTheVersionThatWasReadWaitsForTheWarningsOfTheKey() throws SQLException {
        TestKey key = server.makeKey(AccessRight.EVENTS);
        String version = server.admin().get(key.path()).header("ETag").orElseThrow();
        String soon = soon();
        server.admin().put("/manage/v1/webhook", "{\"url\":\"https://192.0.2.1/hook\"}");
        CompletableFuture<Answer> changing;
        try (Connection sweep = begin()) {
            execute(
                    sweep,
                    "INSERT INTO notice (key_id, organisation_id, cause, deadline, stage) VALUES (%d, %d, 'EXPIRY', '%s', 1)"
                            .formatted(server.keyId(key), organisation, soon));
            changing = CompletableFuture.supplyAsync(() ->
                    server.admin().with("If-Match", version).patch(key.path(), "{\"expiresAt\":\"" + soon + "\"}"));
            awaitWaiting(sweep);
            sweep.commit();
        }
        assertThat(changing.join().status()).isEqualTo(200);
        server.admin().delete("/manage/v1/webhook");
    }

    @Test
    void aRotationLocksTheSecretsInTheOrderInWhichTheirUsesAreWrittenDown() throws SQLException {
        locksTheSecretsInTheOrderInWhichTheirUsesAreWrittenDown(
                key -> server.admin().post(key.path() + "/rotation", "{}"), 200);
    }

    @Test
    void aDeletionLocksTheSecretsInTheOrderInWhichTheirUsesAreWrittenDown() throws SQLException {
        locksTheSecretsInTheOrderInWhichTheirUsesAreWrittenDown(
                key -> server.admin().delete(key.path()), 204);
    }

    private void locksTheSecretsInTheOrderInWhichTheirUsesAreWrittenDown(
            Function<TestKey, Answer> request, int expected) throws SQLException {
        TestKey key = server.makeKey(AccessRight.EVENTS);
        assertThat(server.admin().post(key.path() + "/rotation", "{}").status()).isEqualTo(200);
        long id = server.keyId(key);
        // The earlier one lies behind the later one.
        server.database()
                .execute(
                        "UPDATE api_key_secret SET last_used_at = CURRENT_TIMESTAMP WHERE id ="
                                + " (SELECT MIN(id) FROM api_key_secret WHERE key_id = ?)",
                        id);
        String use = "UPDATE api_key_secret SET last_used_at = CURRENT_TIMESTAMP WHERE id = (SELECT %s(id) FROM"
                + " api_key_secret WHERE key_id = " + id + ")";
        CompletableFuture<Answer> locking;
        try (Connection node = begin()) {
            execute(node, use.formatted("MIN"));
            locking = CompletableFuture.supplyAsync(() -> request.apply(key));
            awaitWaiting(node);
            // Nobody has that one yet.
            execute(node, "SET LOCAL lock_timeout = '1ms'");
            execute(node, use.formatted("MAX"));
            node.commit();
        }
        assertThat(locking.join().status()).isEqualTo(expected);
    }
}
