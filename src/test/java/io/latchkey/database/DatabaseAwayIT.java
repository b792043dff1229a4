package io.latchkey.database;

import static io.latchkey.database.Unavailable.assertUnavailable;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.latchkey.metrics.Scrape;
import io.latchkey.right.AccessRight;
import io.latchkey.testing.Answer;
import io.latchkey.testing.DatabaseKind;
import io.latchkey.testing.FullDisk;
import io.latchkey.testing.LatchkeyServer;
import io.latchkey.testing.Pause;
import io.latchkey.testing.TestKey;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What callers get while PostgreSQL is stopped, slow, out of disk or broken, or the log is out of disk, and after that. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DatabaseAwayIT {

    private LatchkeyServer server;

    @BeforeAll
    void start() {
        server = LatchkeyServer.start(DatabaseKind.POSTGRESQL, Map.of("LATCHKEY_DB_SOCKET_TIMEOUT", "PT3S"));
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void isNeitherARefusalNorAYes() {
        TestKey key = server.makeKey(AccessRight.EVENTS);
        int keys = server.admin().get("/manage/v1/keys").json().get("keys").size();
        assertThat(server.with(key).get("/api/v1/account/info").status()).isEqualTo(200);

        String session = server.signIn("admin", LatchkeyServer.ADMIN_PASSWORD);
        assertThat(page(session).status()).isEqualTo(200);

        server.database().stop();
        Answer page = page(session);
        assertThat(page.status()).isEqualTo(503);
        assertThat(page.header("Retry-After")).isPresent();
        assertThat(page.body()).contains("Something went wrong");
        // At once, for each waits until the last attempt to reach the database.
        Stream.<Supplier<Answer>>of(
                        () -> server.with(key).get("/api/v1/account/info"),
                        () -> server.anonymous().as("x", "unknown").get("/api/v1/account/info"),
                        () -> server.with(key).post("/api/v1/event", "{\"eventTypeKey\":\"order\",\"keyValue\":\"x\"}"),
                        () -> server.admin().get("/manage/v1/keys"),
                        () -> server.admin()
                                .post("/manage/v1/keys", "{\"description\":\"x\",\"accessRight\":\"FULL\"}"))
                .map(CompletableFuture::supplyAsync)
                .toList()
                .forEach(answer -> assertUnavailable(answer.join()));

        assertWatchersAreTold();

        server.database().startAgain();
        // The session has outlived it.
        assertThat(page(session).status()).isEqualTo(200);
        assertThat(server.with(key).get("/api/v1/account/info").status()).isEqualTo(200);
        assertThat(server.anonymous()
                        .as("x", "unknown")
                        .get("/api/v1/account/info")
                        .status())
                .isEqualTo(401);
        assertThat(server.admin().get("/manage/v1/keys").json().get("keys").size())
                .isEqualTo(keys);
        // It listens again a moment later.
        awaitReady(200);
    }

    @Test
    void anyOtherFaultIsNeitherOfThemEither() {
        TestKey fresh = server.makeKey(AccessRight.EVENTS);
        server.database().execute("ALTER TABLE api_key_secret RENAME TO gone");
        try {
            double undecided = undecided();

            Answer answer = server.with(fresh).with("X-Request-Id", "faulty-1").get("/api/v1/account/info");

            assertThat(answer.status()).as(answer.body()).isEqualTo(500);
            assertThat(answer.header("Content-Type")).hasValue("application/problem+json");
            assertThat(answer.header("WWW-Authenticate")).isEmpty();
            assertThat(answer.body()).doesNotContainIgnoringCase("api_key_secret", "select", "exception", "sql");
            assertThat(answer.json().get("requestId").stringValue()).isEqualTo("faulty-1");
            assertThat(undecided()).isEqualTo(undecided + 1);
            server.awaitLog("[request faulty-1]");
        } finally {
            server.database().execute("ALTER TABLE gone RENAME TO api_key_secret");
        }
        assertThat(info(fresh)).isEqualTo(200);
    }

    private double undecided() {
        return Scrape.of(server).value("latchkey_authentications_total", Map.of("result", "undecided"));
    }

    /** Not ready, for its database is; alive, for a restart would not help; and the log says which request it was. */
    private void assertWatchersAreTold() {
        Answer ready = server.health().get("/health/ready");
        assertThat(ready.status()).isEqualTo(503);
        assertThat(ready.json().get("status").stringValue()).isEqualTo("DOWN");
        assertThat(ready.body()).doesNotContainIgnoringCase("jdbc", "exception", "refused");
        assertThat(server.health().get("/health/live").status()).isEqualTo(200);
        assertThat(server.anonymous().get("/metrics").body())
                .contains("latchkey_outbox_queued{channel=\"email\"} NaN")
                .contains("latchkey_changes_in_step 0.0");

        Answer refused = server.anonymous()
                .with("X-Request-Id", "lost-1")
                .as("x", "unknown")
                .get("/api/v1/account/info");
        assertUnavailable(refused);
        assertThat(refused.json().get("requestId").stringValue()).isEqualTo("lost-1");
        server.awaitLog("[request lost-1]");
        assertThat(server.log()).contains("A request could not be authenticated");
    }

    @Test
    void aReadOnlyOneIsUnavailableUntilItAcceptsWritesAgain() {
        TestKey key = server.makeKey(AccessRight.EVENTS);
        String event = "{\"eventTypeKey\":\"order\",\"keyValue\":\"read-only\"}";
        assertThat(info(key)).isEqualTo(200);

        server.database().acceptWrites(false);
        try {
            assertUnavailable(server.with(key).post("/api/v1/event", event));
            awaitReady(503);
            assertUnavailable(server.with(key).get("/api/v1/account/info"));
        } finally {
            server.database().acceptWrites(true);
        }
        assertThat(server.with(key).post("/api/v1/event", event).status()).isEqualTo(200);
        awaitReady(200);
    }

    private void awaitReady(int status) {
        Pause.until(
                "/health/ready to answer " + status,
                Duration.ofSeconds(30),
                () -> server.health().get("/health/ready").status() == status);
    }

    @Test
    void aSlowOneIsNotWaitedForWithoutEnd() throws SQLException {
        TestKey remembered = server.makeKey(AccessRight.EVENTS);
        TestKey fresh = server.makeKey(AccessRight.EVENTS);
        assertThat(info(remembered)).isEqualTo(200);
        try (Connection other = server.database().dataSource().getConnection();
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("LOCK TABLE api_key_secret IN ACCESS EXCLUSIVE MODE");

            // Four attempts of three seconds, and the pauses between them.
            Instant begun = Instant.now();
            assertUnavailable(server.with(fresh).get("/api/v1/account/info"));
            assertThat(Duration.between(begun, Instant.now())).isLessThan(Duration.ofSeconds(40));
            assertThat(info(remembered)).isEqualTo(200);
            other.rollback();
        }
        assertThat(info(fresh)).isEqualTo(200);
    }

    @Test
    void aFullOneRefusesWhatWritesAndKeepsWhatIsToBeWritten() {
        TestKey key = server.makeKey(AccessRight.EVENTS);
        String event = "{\"eventTypeKey\":\"order\",\"keyValue\":\"x\"}";
        server.database()
                .execute("CREATE FUNCTION disk_full() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION"
                        + " 'could not extend file: No space left on device' USING ERRCODE = '53100'; END $$");
        for (String table : List.of("event", "api_key")) {
            server.database()
                    .execute("CREATE TRIGGER disk_full BEFORE INSERT OR UPDATE ON " + table
                            + " FOR EACH ROW EXECUTE FUNCTION disk_full()");
        }

        assertThat(info(key)).isEqualTo(200);
        assertUnavailable(server.with(key).post("/api/v1/event", event));
        assertUnavailable(server.admin().post("/manage/v1/keys", "{\"description\":\"x\",\"accessRight\":\"FULL\"}"));
        server.awaitLog("Last uses could not be written and are kept for later");

        for (String table : List.of("event", "api_key")) {
            server.database().execute("DROP TRIGGER disk_full ON " + table);
        }
        assertThat(server.with(key).post("/api/v1/event", event).status()).isEqualTo(200);
        Pause.until("the last use to be written down", Duration.ofSeconds(30), () -> !lastUse(key)
                .isEmpty());
    }

    @Test
    void withoutRoomForTheLogRequestsAreAnsweredAsAlwaysAndWithRoomTheLogGoesOn() {
        assumeTrue(FullDisk.isPossible(), "prlimit is not on this machine");
        try (FullDisk full = FullDisk.of(server.pid(), 1)) {
            TestKey key = server.makeKey(AccessRight.EVENTS);
            assertThat(info(key)).isEqualTo(200);

            server.database().stop();
            assertUnavailable(asked("without-room"));
        }
        assertUnavailable(asked("with-room"));
        server.awaitLog("[request with-room]");
        assertThat(server.log()).doesNotContain("[request without-room]");
        server.database().startAgain();
    }

    /** Something that is logged while the database is away. */
    private Answer asked(String requestId) {
        return server.anonymous()
                .with("X-Request-Id", requestId)
                .as("x", "unknown")
                .get("/api/v1/account/info");
    }

    private String lastUse(TestKey key) {
        return server.database()
                .value(
                        "SELECT COALESCE(CAST(last_used_at AS VARCHAR), '') FROM api_key WHERE number = ?",
                        key.number());
    }

    private int info(TestKey key) {
        return server.with(key).get("/api/v1/account/info").status();
    }

    private Answer page(String session) {
        return server.anonymous()
                .with("Cookie", session)
                .with("Accept", "text/html")
                .get("/settings/api");
    }
}
