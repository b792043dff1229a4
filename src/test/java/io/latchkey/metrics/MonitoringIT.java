package io.latchkey.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.key.AccessRight;
import io.latchkey.testing.Answer;
import io.latchkey.testing.LatchkeyServer;
import io.latchkey.testing.OnEachDatabase;
import io.latchkey.testing.TestKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** What a running server tells those who watch over it. */
@OnEachDatabase
class MonitoringIT {

    private static final Path OBSERVABILITY = Path.of("server-config", "observability");
    private static final Pattern METRIC = Pattern.compile("\\b(?:latchkey|jvm|process|system)_[a-z_]+");

    private final LatchkeyServer server;

    MonitoringIT(LatchkeyServer server) {
        this.server = server;
    }

    private String metrics() {
        Answer answer = server.anonymous().get("/metrics");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type").orElseThrow()).startsWith("text/plain");
        return answer.body();
    }

    private static double value(String metrics, String series) {
        return metrics.lines()
                .filter(line -> line.startsWith(series + " "))
                .map(line -> Double.parseDouble(line.substring(series.length() + 1)))
                .findFirst()
                .orElse(0.0);
    }

    private double authentications(String result) {
        return value(metrics(), "latchkey_authentications_total{result=\"" + result + "\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"started", "ready", "live"})
    void isHealthyAndSaysNoMoreThanThat(String kind) {
        Answer answer = server.health().get("/health/" + kind);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().get("status").stringValue()).isEqualTo("UP");
        assertThat(answer.body())
                .contains("latchkey-" + kind)
                .doesNotContainIgnoringCase("jdbc", "postgres", "h2", "localhost", "version", "Exception");
    }

    @Test
    void countsWhatBecomesOfKeys() {
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
                        .get("/verify?organisation=" + organisation())
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

    /** The administrator's: others' tests may have made more. */
    private long organisation() {
        return Long.parseLong(server.database().value("SELECT organisation_id FROM account_user WHERE name = 'admin'"));
    }

    private int info(TestKey key) {
        return server.with(key).get("/api/v1/account/info").status();
    }

    @Test
    void timesEachRequestAndNamesNothingThatACallerMadeUp() {
        TestKey key = server.makeKey(AccessRight.EVENTS);
        assertThat(info(key)).isEqualTo(200);
        server.anonymous().get("/made-up-by-a-caller");
        server.anonymous().get("/api/made-up-by-a-caller");
        String metrics = metrics();

        assertThat(value(metrics, "latchkey_requests_seconds_count{access=\"read\",area=\"api\",status=\"200\"}"))
                .isPositive();
        // Refused by the authentication, which no filter sees.
        assertThat(value(metrics, "latchkey_requests_seconds_count{access=\"read\",area=\"api\",status=\"401\"}"))
                .isPositive();
        assertThat(value(metrics, "latchkey_requests_seconds_count{access=\"read\",area=\"other\",status=\"404\"}"))
                .isPositive();
        assertThat(metrics).doesNotContain("made-up", "lk_", key.key());
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
    void everyMetricThatIsWatchedIsThere(String file) throws IOException {
        server.admin().get("/manage/v1/keys");
        String text = Files.readString(OBSERVABILITY.resolve(file));
        Set<String> watched = METRIC.matcher(expressions(file, text))
                .results()
                .map(MatchResult::group)
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> there = metrics()
                .lines()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.split("[{ ]", 2)[0])
                .collect(Collectors.toSet());

        assertThat(watched).hasSizeGreaterThan(5);
        assertThat(there).containsAll(watched);
    }

    private static String expressions(String file, String text) {
        Stream<String> expressions = file.endsWith(".json")
                ? new JsonMapper().readTree(text).findValuesAsString("expr").stream()
                : text.lines().filter(line -> line.strip().startsWith("expr:"));
        return expressions.collect(Collectors.joining("\n"));
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
