package io.latchkey.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.latchkey.right.AccessRight;
import io.latchkey.testing.Answer;
import io.latchkey.testing.Caller;
import io.latchkey.testing.LatchkeyServer;
import io.latchkey.testing.Midnight;
import io.latchkey.testing.OnEachDatabase;
import io.latchkey.testing.Pause;
import io.latchkey.testing.TestKey;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Quotas and rate limits of single keys. */
@OnEachDatabase
class QuotaIT {

    private static final String KEYS = "/manage/v1/keys";
    private static final String REMAINING = "X-Latchkey-Remaining";

    private final LatchkeyServer server;
    private final Caller admin;

    QuotaIT(LatchkeyServer server) {
        // A quota that begins anew meanwhile is not used up.
        Midnight.stayClear();
        this.server = server;
        this.admin = server.admin();
    }

    private TestKey make(String more) {
        return server.makeKey(admin, AccessRight.EVENTS, "," + more);
    }

    private Answer use(TestKey key) {
        return server.with(key).get("/api/v1/account/info");
    }

    private JsonNode quota(TestKey key) {
        return admin.get(key.path()).json().get("quota");
    }

    /** While a node gives back what it has reserved, its share may be missing. */
    private static void awaitRemaining(long expected, Supplier<JsonNode> quota) {
        Pause.until(
                "that " + expected + " are left",
                Duration.ofSeconds(30),
                () -> quota.get().get("remaining").longValue() == expected);
    }

    @Test
    void aQuotaIsCountedDownAndOverItIs429() {
        TestKey key = make("\"quota\":{\"requests\":3,\"period\":\"MONTH\"}");
        assertThat(use(key).header(REMAINING)).hasValue("2");
        // What is not found, or not allowed, counts as well and is told what is left.
        assertThat(server.with(key).get("/api/v1/nothing").header(REMAINING)).hasValue("1");
        Answer notAllowed = server.with(key).get("/api/v1/contacts");
        assertThat(notAllowed.status()).isEqualTo(403);
        assertThat(notAllowed.header(REMAINING)).hasValue("0");

        Answer refused = use(key);

        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.header("Content-Type")).hasValue("application/problem+json");
        assertThat(refused.json().get("type").stringValue()).isEqualTo("urn:latchkey:problem:quota-used-up");
        assertThat(refused.header(REMAINING)).hasValue("0");
        Instant end = ZonedDateTime.now(ZoneOffset.UTC)
                .truncatedTo(ChronoUnit.DAYS)
                .withDayOfMonth(1)
                .plusMonths(1)
                .toInstant();
        assertThat(Long.parseLong(refused.header("Retry-After").orElseThrow()))
                .isCloseTo(Duration.between(Instant.now(), end).toSeconds(), within(5L));
        JsonNode shown = quota(key);
        assertThat(shown.get("requests").longValue()).isEqualTo(3);
        assertThat(shown.get("period").stringValue()).isEqualTo("MONTH");
        assertThat(shown.get("remaining").longValue()).isZero();
        assertThat(Instant.parse(shown.get("resetsAt").stringValue())).isEqualTo(end);
    }

    @Test
    void aChangeCountsFromTheNextRequest() {
        TestKey key = make("\"quota\":{\"requests\":1,\"period\":\"MONTH\"}");
        assertThat(use(key).status()).isEqualTo(200);
        assertThat(use(key).status()).isEqualTo(429);

        // What is left out of the quota stays as it was.
        assertThat(admin.patch(key.path(), "{\"quota\":{\"requests\":2}}").status())
                .isEqualTo(200);
        assertThat(use(key).header(REMAINING)).hasValue("0");
        assertThat(use(key).status()).isEqualTo(429);

        assertThat(admin.patch(key.path(), "{\"quota\":null}")
                        .json()
                        .get("quota")
                        .isNull())
                .isTrue();
        Answer unlimited = use(key);
        assertThat(unlimited.status()).isEqualTo(200);
        assertThat(unlimited.header(REMAINING)).isEmpty();
    }

    @Test
    void whatIsLeftIsInTheListAndInTheDatabaseAfterTheFlush() {
        TestKey key = make("\"quota\":{\"requests\":1000,\"period\":\"MONTH\"}");
        for (int i = 0; i < 7; i++) {
            use(key);
        }
        awaitRemaining(993, () -> quota(key));
        awaitRemaining(
                993,
                () -> admin.get(KEYS + "?after=" + (key.number() - 1)).json().at("/keys/0/quota"));
        Pause.until("the uses to be written down", Duration.ofSeconds(30), () -> server.database()
                .value("SELECT used FROM api_key_quota WHERE key_id = ?", server.keyId(key))
                .equals("7"));
        assertThat(use(key).header(REMAINING)).hasValue("992");
        assertThat(admin.delete(key.path()).status()).isEqualTo(204);
    }

    @Test
    void manyAtOnceGetNoMoreThanTheQuota() throws Exception {
        TestKey key = make("\"quota\":{\"requests\":150,\"period\":\"MONTH\"}");
        ExecutorService threads = Executors.newFixedThreadPool(8);
        List<Callable<Integer>> tasks = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            tasks.add(() -> use(key).status());
        }
        List<Integer> answers = new ArrayList<>();
        for (Future<Integer> answer : threads.invokeAll(tasks)) {
            answers.add(answer.get());
        }
        threads.shutdownNow();

        assertThat(answers).containsOnly(200, 429);
        assertThat(answers.stream().filter(status -> status == 200)).hasSize(150);
    }

    @Test
    void aKeyHasALimitOfItsOwn() {
        TestKey key = make("\"rateLimit\":\"2/PT60M\",\"quota\":{\"requests\":50,\"period\":\"MONTH\"}");
        assertThat(admin.get(key.path()).json().get("rateLimit").stringValue()).isEqualTo("2/PT1H");
        Answer first = use(key);
        assertThat(first.header("RateLimit-Policy")).hasValue("\"key\";q=2;w=3600");
        assertThat(first.header("RateLimit").orElseThrow()).startsWith("\"key\";r=1;t=");
        assertThat(use(key).status()).isEqualTo(200);

        Answer refused = use(key);
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.json().get("type").stringValue()).isEqualTo("urn:latchkey:problem:too-many-requests");
        // What the limit refuses, the quota does not count.
        assertThat(refused.header(REMAINING)).hasValue("48");

        assertThat(admin.patch(key.path(), "{\"rateLimit\":\"3/PT1H\"}").status())
                .isEqualTo(200);
        assertThat(use(key).header("RateLimit").orElseThrow()).startsWith("\"key\";r=2;t=");
        assertThat(admin.patch(key.path(), "{\"rateLimit\":null}").status()).isEqualTo(200);
        assertThat(use(key).header("RateLimit")).isEmpty();
        assertThat(use(server.makeKey(AccessRight.EVENTS)).header("RateLimit")).isEmpty();
    }

    @Test
    void changesAreInTheAuditLog() {
        TestKey key = make("\"rateLimit\":\"2/PT1H\"");
        admin.patch(key.path(), "{\"rateLimit\":null,\"quota\":{\"requests\":5,\"period\":\"DAY\"}}");

        JsonNode last = admin.get("/manage/v1/audit?key=" + key.number())
                .json()
                .get("entries")
                .get(0);

        assertThat(last.get("before").toString()).isEqualTo("{\"rateLimit\":\"2/PT1H\",\"quota\":null}");
        assertThat(last.get("after").toString())
                .isEqualTo("{\"rateLimit\":null,\"quota\":{\"requests\":5,\"period\":\"DAY\"}}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"rateLimit\":\"\" | rateLimit",
                "\"rateLimit\":\"100\" | rateLimit",
                "\"rateLimit\":\"0/PT1M\" | rateLimit",
                "\"rateLimit\":\"1/PT0.5S\" | rateLimit",
                "\"rateLimit\":\"1/P2D\" | rateLimit",
                "\"rateLimit\":\"1/PT9999999999999999999999S\" | rateLimit",
                "\"rateLimit\":100 | rateLimit",
                "\"quota\":{} | quota.requests,quota.period",
                "\"quota\":{\"requests\":0,\"period\":\"DAY\"} | quota.requests",
                "\"quota\":{\"requests\":-1,\"period\":\"DAY\"} | quota.requests",
                "\"quota\":{\"requests\":1000000000001,\"period\":\"DAY\"} | quota.requests",
                "\"quota\":{\"requests\":1.5,\"period\":\"DAY\"} | quota.requests",
                "\"quota\":{\"requests\":\"5\",\"period\":\"DAY\"} | quota.requests",
                "\"quota\":{\"requests\":5,\"period\":\"WEEK\"} | quota.period",
                "\"quota\":{\"requests\":5} | quota.period",
                "\"quota\":{\"requests\":5,\"period\":\"DAY\",\"remaining\":5} | quota.remaining",
                "\"quota\":5 | quota"
            })
    void badLimitsAreNamedAndChangeNothing(String more, String fields) {
        TestKey key = server.makeKey(AccessRight.EVENTS);

        Answer refused = admin.patch(key.path(), "{\"description\":\"changed\"," + more + "}");
        Answer unmade = admin.post(KEYS, "{\"description\":\"limited\",\"accessRight\":\"EVENTS\"," + more + "}");

        assertThat(refused.status()).as(refused.body()).isEqualTo(400);
        assertThat(refused.invalidFields()).containsExactly(fields.split(",", -1));
        assertThat(unmade.status()).as(unmade.body()).isEqualTo(400);
        assertThat(unmade.invalidFields()).containsExactly(fields.split(",", -1));
        assertThat(admin.get(key.path()).json().get("description").stringValue())
                .isEqualTo("test key");
    }
}
