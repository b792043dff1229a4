package io.latchkey.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.right.AccessRight;
import io.latchkey.testing.Answer;
import io.latchkey.testing.LatchkeyServer;
import io.latchkey.testing.Midnight;
import io.latchkey.testing.OnEachDatabase;
import io.latchkey.testing.Pause;
import io.latchkey.testing.TestKey;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a running server tells those who watch over it. */
@OnEachDatabase
class MonitoringIT {

    private static final Path OBSERVABILITY = Path.of("server-config", "observability");

    private final LatchkeyServer server;

    MonitoringIT(LatchkeyServer server) {
        this.server = server;
    }

    private double authentications(String result) {
        return Scrape.of(server).value("latchkey_authentications_total", Map.of("result", result));
    }

    /** A machine that stands still for a moment puts a node out of step until the next answer of PostgreSQL. */
    private void awaitReady() {
        Pause.until(
                "the node to be ready",
                Duration.ofSeconds(30),
                () -> server.health().get("/health/ready").status() == 200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"started", "ready", "live"})
    void isHealthyAndSaysNoMoreThanThat(String kind) {
        awaitReady();
        Answer answer = server.health().get("/health/" + kind);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().get("status").stringValue()).isEqualTo("UP");
        assertThat(answer.body())
                .contains("latchkey-" + kind)
                .doesNotContainIgnoringCase("jdbc", "postgres", "h2", "localhost", "version", "Exception");
    }

    /** On H2 too, where others may write to the file of these tests unheard, so that no key is remembered. */
    @Test
    void theMetricSaysOfBeingInStepWhatReadinessSays() {
        awaitReady();
        assertThat(server.health().get("/health/ready").body()).containsPattern("\"inStep\": *\"?true");
        assertThat(Scrape.of(server).value("latchkey_changes_in_step", Map.of()))
                .isEqualTo(1);
    }

    @Test
    void countsWhatBecomesOfKeys() {
        // A quota that begins anew meanwhile is not used up.
        Midnight.stayClear();
        TestKey key = server.makeKey(AccessRight.EVENTS);
        TestKey elsewhere =
                server.makeKey(server.admin(), AccessRight.EVENTS, ",\"allowedAddresses\":[\"203.0.113.9\"]");
        TestKey limited = server.makeKey(server.admin(), AccessRight.EVENTS, ",\"rateLimit\":\"1/PT1H\"");
        TestKey used =
                server.makeKey(server.admin(), AccessRight.EVENTS, ",\"quota\":{\"requests\":1,\"period\":\"MONTH\"}");

        double before = authentications("accepted");
        assertThat(info(key)).isEqualTo(200);
        assertThat(authentications("accepted")).isEqualTo(before + 1);

        before = authentications("address-refused");
        assertThat(info(elsewhere)).isEqualTo(403);
        assertThat(authentications("address-refused")).isEqualTo(before + 1);

        before = authentications("rate-limited");
        assertThat(info(limited)).isEqualTo(200);
        assertThat(info(limited)).isEqualTo(429);
        assertThat(authentications("rate-limited")).isEqualTo(before + 1);

        before = authentications("quota-used-up");
        assertThat(info(used)).isEqualTo(200);
        assertThat(info(used)).isEqualTo(429);
        assertThat(authentications("quota-used-up")).isEqualTo(before + 1);

        before = authentications("disabled");
        server.admin().patch(key.path(), "{\"status\":\"DISABLED\"}");
        assertThat(info(key)).isEqualTo(401);
        assertThat(server.with(key)
                        .get("/verify?organisation=" + server.organisation())
                        .status())
                .isEqualTo(401);
        assertThat(authentications("disabled")).isEqualTo(before + 2);

        before = authentications("unknown");
        assertThat(server.anonymous()
                        .as("x", "no key")
                        .get("/api/v1/account/info")
                        .status())
                .isEqualTo(401);
        assertThat(authentications("unknown")).isEqualTo(before + 1);
    }

    private int info(TestKey key) {
        return server.with(key).get("/api/v1/account/info").status();
    }

    @Test
    void timesEachRequestAndNamesNothingThatACallerMadeUp() {
        TestKey key = server.makeKey(AccessRight.EVENTS);
        assertThat(info(key)).isEqualTo(200);
        Scrape before = Scrape.of(server);
        server.anonymous().get("/made-up-by-a-caller");
        server.anonymous().get("/api/made-up-by-a-caller");
        // On some servers a request is timed a moment after its answer was sent.
        Pause.until(
                "both requests in the metrics",
                Duration.ofSeconds(10),
                () -> reads(Scrape.of(server), "other", "404") > reads(before, "other", "404")
                        && reads(Scrape.of(server), "api", "401") > reads(before, "api", "401"));
        Scrape after = Scrape.of(server);

        assertThat(reads(after, "api", "200")).isPositive();
        // Refused by the authentication, which no filter sees.
        assertThat(reads(after, "api", "401")).isEqualTo(reads(before, "api", "401") + 1);
        // Where no servlet is, on no server a failure.
        assertThat(reads(after, "other", "404")).isEqualTo(reads(before, "other", "404") + 1);
        assertThat(reads(after, "other", "500")).isEqualTo(reads(before, "other", "500"));
        assertThat(server.anonymous().get("/metrics").body()).doesNotContain("made-up", "lk_", key.key());
    }

    /** None yet is no series yet. */
    private static double reads(Scrape metrics, String area, String status) {
        Map<String, String> labels = Map.of("access", "read", "area", area, "status", status);
        return metrics.of("latchkey_requests_seconds_count").stream()
                .filter(series -> series.labels().equals(labels))
                .mapToDouble(Scrape.Series::value)
                .sum();
    }

    @Test
    void theMetricsAreForTheMachineItself() {
        assertThat(server.anonymous()
                        .with("X-Forwarded-For", "127.0.0.1")
                        .get("/metrics")
                        .status())
                .isEqualTo(404);
        assertThat(server.anonymous().with("Via", "1.1 proxy").get("/metrics").status())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"dashboard.json", "alerts.yml"})
    void everyMetricAndEveryLabelThatIsWatchedIsThere(String file) throws IOException {
        TestKey key = server.makeKey(AccessRight.FULL);
        // One of each kind that is watched: an area, an error of the server's, and one that is none.
        assertThat(info(key)).isEqualTo(200);
        assertThat(server.anonymous().get("/verify").status()).isEqualTo(401);
        assertThat(server.with(key).get("/api/v1/promocodes").status()).isEqualTo(501);
        failOnce(key);
        List<Watched> watched = Watched.in(OBSERVABILITY.resolve(file));
        Scrape scrape = Scrape.of(server);

        assertThat(watched).hasSizeGreaterThan(5);
        assertThat(watched)
                .allSatisfy(
                        one -> assertThat(one.selectors()).as(one.expression()).isNotEmpty());
        assertThat(watched)
                .allSatisfy(one ->
                        assertThat(one.faults(scrape)).as(one.expression()).isEmpty());
    }

    /** A copy of a key that is sealed under a version of the master key which this node does not have. */
    private void failOnce(TestKey key) {
        String version = "UPDATE api_key_secret SET master_key_version = ? WHERE key_id = ?";
        server.database().execute(version, 9, server.keyId(key));
        assertThat(server.admin().get(key.path() + "/secret").status()).isEqualTo(503);
        server.database().execute(version, 1, server.keyId(key));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "latchkey_autentications_total; x; no metric latchkey_autentications_total",
                "rate(latchkey_key_cache_requests_total{kind=\"hit\"}[5m]); x; no latchkey_key_cache_requests_total with kind hit",
                "latchkey_sweep_runs_total{result=~\"success|failed\"}; x; no latchkey_sweep_runs_total with result failed",
                "sum by (of) (latchkey_sweep_runs_total); x; no label of",
                "sum by (result) (latchkey_sweep_runs_total); {{ $labels.cause }}; shows no label cause",
                "latchkey_flush_lag_seconds; {{instance}} {{cause}}; shows no label cause",
            })
    void whatIsWatchedWronglyIsFound(String expression, String shown, String fault) {
        assertThat(new Watched(expression, shown).faults(Scrape.of(server))).containsExactly(fault);
    }

    @Test
    void aRequestHasAnIdThatItsAnswerAndItsProblemSay() {
        Answer named = server.anonymous().with("X-Request-Id", "from-proxy_1.2").get("/api/v1/account/info");
        assertThat(named.status()).isEqualTo(401);
        assertThat(named.header("X-Request-Id")).hasValue("from-proxy_1.2");
        assertThat(named.json().get("requestId").stringValue()).isEqualTo("from-proxy_1.2");

        for (String path : new String[] {"/manage/v1/keys/0", "/api/v1/account/info", "/nothing", "/verify"}) {
            Answer answer = server.admin().with("X-Request-Id", "not one: <x>").get(path);
            String id = answer.header("X-Request-Id").orElseThrow();
            assertThat(id).matches("[0-9a-f]{32}");
            assertThat(answer.json().get("requestId").stringValue()).isEqualTo(id);
        }
        Answer fine = server.admin().with("X-Request-Id", "x".repeat(64)).get("/manage/v1/keys");
        assertThat(fine.status()).isEqualTo(200);
        assertThat(fine.header("X-Request-Id")).hasValue("x".repeat(64));
        assertThat(server.admin()
                        .with("X-Request-Id", "x".repeat(65))
                        .get("/manage/v1/keys")
                        .header("X-Request-Id")
                        .orElseThrow())
                .hasSize(32);
    }
}
