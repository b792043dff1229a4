package io.latchkey.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.right.AccessRight;
import io.latchkey.testing.DatabaseKind;
import io.latchkey.testing.LatchkeyServer;
import io.latchkey.testing.OnOneDatabase;
import io.latchkey.testing.Pause;
import io.latchkey.testing.TestDatabase;
import io.latchkey.testing.TestKey;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

/** That the numbers go with what happens; on PostgreSQL, where keys are remembered while several write to the database. */
@OnOneDatabase(DatabaseKind.POSTGRESQL)
class MetricsIT {

    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private final LatchkeyServer server;
    private final TestDatabase database;

    MetricsIT(LatchkeyServer server) {
        this.server = server;
        this.database = server.database();
    }

    private static void await(BooleanSupplier condition, String what) {
        Pause.until(what, PATIENCE, condition);
    }

    private double value(String metric) {
        return Scrape.of(server).value(metric, Map.of());
    }

    private double value(String metric, String label, String value) {
        return Scrape.of(server).value(metric, Map.of(label, value));
    }

    private void use(TestKey key) {
        assertThat(server.with(key).get("/api/v1/account/info").status()).isEqualTo(200);
    }

    @Test
    void aKeyThatIsAskedForIsAMissAndARememberedOneAHit() {
        await(() -> value("latchkey_changes_in_step") == 1, "the node to hear of changes");
        TestKey key = server.makeKey(AccessRight.EVENTS);
        double misses = value("latchkey_key_cache_requests_total", "result", "miss");
        double hits = value("latchkey_key_cache_requests_total", "result", "hit");

        use(key);
        assertThat(value("latchkey_key_cache_requests_total", "result", "miss")).isEqualTo(misses + 1);
        assertThat(value("latchkey_key_cache_requests_total", "result", "hit")).isEqualTo(hits);

        int uses = 1;
        // That the key was made may be heard of only now, and has it asked for once more.
        while (value("latchkey_key_cache_requests_total", "result", "hit") == hits) {
            assertThat(uses).isLessThan(20);
            use(key);
            uses++;
        }
        assertThat(value("latchkey_key_cache_requests_total", "result", "hit")).isEqualTo(hits + 1);
        assertThat(value("latchkey_key_cache_requests_total", "result", "miss")).isEqualTo(misses + uses - 1);
        assertThat(value("latchkey_key_cache_size")).isPositive();
    }

    @Test
    void whatWaitsAndWhatTheSweepHasDoneAreNumbersOfTheirOwn() {
        // Due, and nobody's to send.
        long message = addMessage("SMS", Instant.now().minus(Duration.ofHours(1)));
        TestKey idle = server.makeKey(AccessRight.EVENTS);
        TestKey expired = server.makeKey(AccessRight.EVENTS);
        server.setTime(idle, "idle_since", Instant.now().minus(Duration.ofDays(91)));
        server.setTime(expired, "expires_at", Instant.now().minus(Duration.ofDays(1)));
        Scrape before = Scrape.of(server);
        double idleBefore = disabled("INACTIVITY");
        double expiredBefore = disabled("EXPIRY");

        letTheSweepBeDue();
        TestKey used = server.makeKey(AccessRight.EVENTS);
        for (String of : new String[] {"last-uses", "activity"}) {
            await(() -> isLate(used, of), "a use that waits to be written down: " + of);
        }
        await(() -> sweeps("success") > sweeps(before, "success"), "the sweep");

        Scrape after = Scrape.of(server);
        assertThat(sweeps(after, "failure")).isEqualTo(sweeps(before, "failure"));
        assertThat(disabled("INACTIVITY")).isGreaterThan(idleBefore);
        assertThat(disabled("EXPIRY")).isGreaterThan(expiredBefore);
        assertThat(swept(after, "inactivity") - swept(before, "inactivity"))
                .isEqualTo(disabled("INACTIVITY") - idleBefore);
        assertThat(swept(after, "expiry") - swept(before, "expiry")).isEqualTo(disabled("EXPIRY") - expiredBefore);
        await(() -> value("latchkey_flush_lag_seconds", "of", "last-uses") == 0, "the last uses to be written down");

        await(() -> value("latchkey_outbox_queued", "channel", "sms") == waiting("SMS"), "the outbox");
        assertThat(value("latchkey_outbox_queued", "channel", "email")).isEqualTo(waiting("EMAIL"));
        assertThat(value("latchkey_outbox_overdue_seconds", "channel", "sms")).isBetween(3600.0, 3700.0);
        database.execute("DELETE FROM message WHERE id = ?", message);
    }

    /** Has the node think that the last sweep was long ago; one that is new has had none. */
    private void letTheSweepBeDue() {
        database.execute("INSERT INTO cluster_task (name, last_run_at)"
                + " SELECT 'inactivity', CURRENT_TIMESTAMP"
                + " WHERE NOT EXISTS (SELECT 1 FROM cluster_task WHERE name = 'inactivity')");
        database.execute(
                "UPDATE cluster_task SET last_run_at = TIMESTAMP '2020-01-01 00:00:00' WHERE name = 'inactivity'");
    }

    /** Uses the key; a flush may come before the look. */
    private boolean isLate(TestKey key, String of) {
        use(key);
        double lag = value("latchkey_flush_lag_seconds", "of", of);
        assertThat(lag).isBetween(0.0, 60.0);
        return lag > 0;
    }

    private double sweeps(String result) {
        return sweeps(Scrape.of(server), result);
    }

    private static double sweeps(Scrape scrape, String result) {
        return scrape.value("latchkey_sweep_runs_total", Map.of("result", result));
    }

    private static double swept(Scrape scrape, String cause) {
        return scrape.value("latchkey_sweep_disabled_keys_total", Map.of("cause", cause));
    }

    /** By the audit log. */
    private double disabled(String cause) {
        return Double.parseDouble(database.value(
                "SELECT COUNT(*) FROM audit_entry WHERE action = 'KEY_DISABLED_BY_TIMER' AND after_change LIKE ?",
                "%" + cause + "%"));
    }

    private double waiting(String channel) {
        return Double.parseDouble(
                database.value("SELECT COUNT(*) FROM message WHERE channel = ? AND due_at IS NOT NULL", channel));
    }

    private long addMessage(String channel, Instant due) {
        long id = UUID.randomUUID().getMostSignificantBits() >>> 8;
        database.execute(
                "INSERT INTO message_content (id, organisation_id, channel, template_id, name, language_code,"
                        + " sender, subject, tags, personalised, created_at)"
                        + " VALUES (?, ?, ?, 0, '', '', '', '', '', FALSE, CURRENT_TIMESTAMP)",
                id,
                server.organisation(),
                channel);
        database.execute(
                "INSERT INTO message (id, organisation_id, request_id, content_id, channel, recipient, params,"
                        + " status, attempts, due_at, created_at, detail)"
                        + " SELECT id, organisation_id, ?, id, channel, 'a', '{}', 'FAILED', 0, ?, created_at, ''"
                        + " FROM message_content WHERE id = ?",
                UUID.randomUUID().toString(),
                Timestamp.from(due),
                id);
        return id;
    }
}
