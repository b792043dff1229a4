package io.latchkey.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.latchkey.right.AccessRight;
import io.latchkey.testing.Answer;
import io.latchkey.testing.DatabaseKind;
import io.latchkey.testing.LatchkeyServer;
import io.latchkey.testing.Pause;
import io.latchkey.testing.RedisProcess;
import io.latchkey.testing.TestKey;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** Two nodes on one PostgreSQL and, where there is one, one Redis. The last test kills a node. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class TwoNodesIT {

    private static final int REQUESTS = 20;
    private static final Duration FLUSH_INTERVAL = Duration.ofSeconds(5);

    private static Optional<RedisProcess> redis;
    private static LatchkeyServer one;
    private static LatchkeyServer other;

    @BeforeAll
    static void start() {
        redis = RedisProcess.isInstalled() ? Optional.of(RedisProcess.start()) : Optional.empty();
        // By itself, no sweep is due while the test runs.
        Map<String, String> settings =
                new HashMap<>(Map.of("LATCHKEY_CLUSTER_LEASE", "PT4S", "LATCHKEY_INACTIVITY_SCHEDULE", "0 0 29 2 *"));
        settings.put("LATCHKEY_DB_SOCKET_TIMEOUT", "PT10S");
        // A node that is asked for the first time takes longer than it usually may.
        redis.ifPresent(process -> settings.putAll(Map.of(
                "LATCHKEY_LIMIT_STORE", "redis",
                "LATCHKEY_LIMIT_REDIS_URL", process.url(),
                "LATCHKEY_LIMIT_REDIS_TIMEOUT", "PT2S")));
        one = LatchkeyServer.start(DatabaseKind.POSTGRESQL, settings);
        other = one.startAnotherNode();
    }

    @AfterAll
    static void close() {
        other.close();
        one.close();
        redis.ifPresent(RedisProcess::close);
    }

    private static RedisProcess redis() {
        assumeTrue(redis.isPresent(), () -> "No Redis at " + RedisProcess.program() + ": shared limits are not tested");
        return redis.get();
    }

    private static TestKey limitedKey() {
        return one.makeKey(one.admin(), AccessRight.FULL, ",\"rateLimit\":\"" + REQUESTS + "/PT1H\"");
    }

    /** How many of the requests, to both nodes in turn, are let through. */
    private static int granted(TestKey key, int requests) {
        int granted = 0;
        for (int i = 0; i < requests; i++) {
            Answer answer = (i % 2 == 0 ? one : other).with(key).get("/api/v1/account/info");
            assertThat(answer.status()).isIn(200, 429);
            granted += answer.status() == 200 ? 1 : 0;
        }
        return granted;
    }

    private static void await(BooleanSupplier condition) {
        Pause.until("the other node", Duration.ofSeconds(40), condition);
    }

    @Test
    @Order(1)
    void aLimitHoldsOnBothNodesTogether() throws InterruptedException {
        RedisProcess process = redis();
        // The first request to Redis takes longest: a node that does not wait for it counts alone for some seconds.
        await(() -> granted(limitedKey(), 2 * REQUESTS) == REQUESTS);
        Map<LatchkeyServer, Integer> before = Map.of(one, timesAlone(one), other, timesAlone(other));
        TestKey key = limitedKey();
        assertThat(granted(key, REQUESTS + 10)).isEqualTo(REQUESTS);
        assertThat(other.with(key)
                        .get("/api/v1/account/info")
                        .header("RateLimit")
                        .orElseThrow())
                .startsWith("\"key\";r=0;t=");

        // A Redis that hangs holds nothing up for long, and each node counts by itself.
        process.freeze();
        TestKey meanwhile = limitedKey();
        Instant start = Instant.now();
        assertThat(granted(meanwhile, 2 * REQUESTS + 10)).isEqualTo(2 * REQUESTS);
        assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(60));
        process.thaw();

        // So does one that is killed.
        process.kill();
        assertThat(granted(limitedKey(), 2 * REQUESTS + 10)).isEqualTo(2 * REQUESTS);

        process.startAgain();
        await(() -> {
            one.with(key).get("/api/v1/account/info");
            other.with(key).get("/api/v1/account/info");
            return one.log().contains("on all nodes together again")
                    && other.log().contains("on all nodes together again");
        });
        await(() -> granted(limitedKey(), 2 * REQUESTS) == REQUESTS);
        before.forEach((node, times) -> {
            assertThat(timesAlone(node) - times)
                    .as("said once each time that it is lost")
                    .isBetween(1, 3);
            assertThat(node.log()).doesNotContain(RedisProcess.PASSWORD);
        });
    }

    /** How many times the node has said that it counts by itself. */
    private static int timesAlone(LatchkeyServer node) {
        return node.log().split("by this node alone", -1).length - 1;
    }

    private static TestKey unusedKey() {
        TestKey key = one.makeKey(AccessRight.FULL);
        one.database()
                .execute(
                        "UPDATE api_key SET idle_since = CURRENT_TIMESTAMP - INTERVAL '91' DAY WHERE number = ?",
                        key.number());
        return key;
    }

    /** Has the nodes think that the last sweep was long ago. */
    private static void letTheSweepBeDue() {
        one.database()
                .execute("UPDATE cluster_task SET last_run_by = NULL, last_run_at = TIMESTAMP '2020-01-01 00:00:00'"
                        + " WHERE name = 'inactivity'");
    }

    private static String task(String column) {
        return String.valueOf(
                one.database().value("SELECT " + column + " FROM cluster_task WHERE name = 'inactivity'"));
    }

    private static String disabled(TestKey key) {
        return one.database()
                .value(
                        "SELECT COUNT(*) FROM audit_entry WHERE action = 'KEY_DISABLED_BY_TIMER' AND key_number = ?",
                        key.number());
    }

    private static boolean isOf(LatchkeyServer node, String name) {
        return name.startsWith(node.pid() + "@");
    }

    private static String connections(String condition) {
        return String.valueOf(one.database().value("SELECT COUNT(*) FROM pg_stat_activity WHERE " + condition));
    }

    private static String lastUse(TestKey key) {
        return String.valueOf(one.database().value("SELECT last_used_at FROM api_key WHERE number = ?", key.number()));
    }

    @Test
    @Order(2)
    void aNodeThatHangsInTheMidstOfATransactionHoldsNobodyUpForLong() throws SQLException {
        TestKey key = one.makeKey(AccessRight.FULL);
        CompletableFuture<Answer> changing;
        try (Connection connection = one.database().dataSource().getConnection();
                Statement lock = connection.createStatement()) {
            connection.setAutoCommit(false);
            lock.execute("SELECT head FROM audit_chain FOR UPDATE");
            // It has the key's row, and waits for the log.
            changing =
                    CompletableFuture.supplyAsync(() -> one.admin().patch(key.path(), "{\"description\":\"changed\"}"));
            await(() -> !connections("wait_event_type = 'Lock' AND query LIKE 'SELECT last_position%'")
                    .equals("0"));
            one.freeze();
            connection.rollback();
        }
        try {
            await(() -> !connections("state = 'idle in transaction'").equals("0"));

            assertThat(other.with(key).get("/api/v1/account/info").status()).isEqualTo(200);
            await(() -> !lastUse(key).equals("null"));
            assertThat(other.admin()
                            .patch(key.path(), "{\"description\":\"of the other\"}")
                            .status())
                    .isEqualTo(200);

            // Nothing of the one that hangs is left in PostgreSQL, and nothing waits there any more.
            await(() -> connections("state = 'idle in transaction' OR wait_event_type = 'Lock'")
                    .equals("0"));
        } finally {
            one.thaw();
        }
        // The one that hung is told that nothing was done, and goes on.
        assertThat(changing.join().status()).isEqualTo(503);
        await(() -> one.with(key).get("/api/v1/account/info").status() == 200);
        await(() -> one.health().get("/health/ready").status() == 200);
        assertThat(one.admin().get(key.path()).body()).contains("of the other");
    }

    private static Instant useForThreeFlushes(TestKey key) {
        Instant end = Instant.now().plus(FLUSH_INTERVAL.multipliedBy(3));
        while (Instant.now().isBefore(end)) {
            granted(key, 2);
            Pause.of(Duration.ofMillis(200));
        }
        return Instant.now();
    }

    private static String isWrittenSince(Instant time, TestKey key) {
        return one.database()
                .value(
                        "SELECT COUNT(*) FROM api_key WHERE number = ? AND last_used_at >= CAST(? AS TIMESTAMP WITH TIME ZONE)",
                        key.number(),
                        time.toString());
    }

    @Test
    @Order(3)
    void oneNodeSweepsAndTheOtherWhenThatOneIsKilled() throws SQLException, InterruptedException {
        TestKey first = unusedKey();
        TestKey used = one.makeKey(AccessRight.FULL);
        letTheSweepBeDue();
        await(() -> !task("last_run_by").equals("null"));
        assertThat(isOf(one, task("last_run_by")) ^ isOf(other, task("last_run_by")))
                .isTrue();
        assertThat(disabled(first)).isEqualTo("1");

        TestKey second = unusedKey();
        LatchkeyServer survivor;
        Instant lastUse = useForThreeFlushes(used);
        try (Connection connection = one.database().dataSource().getConnection();
                var lock = connection.prepareStatement("SELECT id FROM api_key WHERE number = ? FOR UPDATE")) {
            connection.setAutoCommit(false);
            // The sweep comes as far as this key, and no further.
            lock.setLong(1, second.number());
            lock.executeQuery().close();
            letTheSweepBeDue();
            await(() -> !task("holder").equals("null"));
            LatchkeyServer busy = isOf(one, task("holder")) ? one : other;
            survivor = busy == one ? other : one;
            busy.killProcess();
            assertThat(isWrittenSince(lastUse.minus(FLUSH_INTERVAL.multipliedBy(2)), used))
                    .as("no more is lost than since the flush before")
                    .isEqualTo("1");
            assertThat(isOf(busy, task("holder"))).isTrue();
            connection.rollback();
        }

        await(() -> !task("last_run_by").equals("null"));
        assertThat(isOf(survivor, task("last_run_by"))).isTrue();
        assertThat(disabled(second)).isEqualTo("1");
        assertThat(survivor.log()).contains("Taking over inactivity");
    }
}
