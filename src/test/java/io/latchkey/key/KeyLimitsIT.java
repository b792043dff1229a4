package io.latchkey.key;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.right.AccessRight;
import io.latchkey.testing.Answer;
import io.latchkey.testing.Caller;
import io.latchkey.testing.LatchkeyServer;
import io.latchkey.testing.OnEachDatabase;
import io.latchkey.testing.Pause;
import io.latchkey.testing.TestKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Expiry, allowed addresses and what users note on a key. */
@OnEachDatabase
class KeyLimitsIT {

    private static final String KEYS = "/manage/v1/keys";
    private static final String HERE = "[\"127.0.0.0/8\",\"::1\"]";
    private static final String ELSEWHERE = "[\"192.0.2.0/24\",\"2001:db8::/32\"]";

    private final LatchkeyServer server;
    private final Caller admin;

    KeyLimitsIT(LatchkeyServer server) {
        this.server = server;
        this.admin = server.admin();
    }

    private TestKey make(String more) {
        return server.makeKey(admin, AccessRight.EVENTS, "," + more);
    }

    private Answer use(TestKey key) {
        return server.with(key).get("/api/v1/account/info");
    }

    private void expire(TestKey key) {
        server.setTime(key, "expires_at", Instant.now().minusSeconds(1));
    }

    @Test
    void aKeyOpensUntilItExpires() {
        Instant expiry = Instant.now().plusSeconds(5);
        TestKey key = make("\"expiresAt\":\"" + expiry + "\"");
        assertThat(use(key).status()).isEqualTo(200);

        Pause.until("the key to expire", Duration.ofSeconds(30), () -> use(key).status() == 401);

        assertThat(Instant.now()).isAfterOrEqualTo(expiry);
        JsonNode shown = admin.get(key.path()).json();
        assertThat(shown.get("status").stringValue()).isEqualTo("DISABLED");
        assertThat(shown.get("disabledBy").stringValue()).isEqualTo("EXPIRY");
    }

    @Test
    void anExpiredKeyOpensAgainOnlyWhenItIsSaidSo() {
        TestKey key = make("\"expiresAt\":\"" + Instant.now().plus(Duration.ofDays(1)) + "\"");
        expire(key);

        Answer refused = admin.patch(key.path(), "{\"status\":\"ENABLED\"}");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.invalidFields()).containsExactly("status");

        assertThat(admin.patch(key.path(), "{\"expiresAt\":null}").status()).isEqualTo(200);
        assertThat(use(key).status()).isEqualTo(401);
        assertThat(admin.get(key.path()).json().get("disabledBy").stringValue()).isEqualTo("EXPIRY");

        assertThat(admin.patch(key.path(), "{\"status\":\"ENABLED\"}").status()).isEqualTo(200);
        assertThat(use(key).status()).isEqualTo(200);
        assertThat(admin.get(key.path()).json().get("expiresAt").isNull()).isTrue();
    }

    @Test
    void theSameLabelsAtOnceAreNoConflict() throws Exception {
        TestKey key = make("\"labels\":{\"team\":\"crm\",\"stage\":\"test\"}");
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            for (int round = 0; round < 20; round++) {
                String team = round % 4 < 2 ? "crm" : "shop";
                Callable<Integer> change =
                        () -> admin.patch(key.path(), "{\"labels\":{\"team\":\"" + team + "\",\"stage\":\"test\"}}")
                                .status();
                for (Future<Integer> status : threads.invokeAll(List.of(change, change, change, change))) {
                    assertThat(status.get()).isIn(200, 409);
                }
            }
        } finally {
            threads.shutdown();
        }
        assertThat(admin.get(KEYS + "?label=team:shop").body()).contains("\"number\":" + key.number());
        assertThat(admin.get(KEYS + "?label=stage:test").body()).contains("\"number\":" + key.number());
    }

    @Test
    void aKeyIsLetInFromItsAddressesAlone() {
        TestKey key = make("\"allowedAddresses\":" + HERE);
        assertThat(use(key).status()).isEqualTo(200);

        assertThat(admin.patch(key.path(), "{\"allowedAddresses\":" + ELSEWHERE + "}")
                        .status())
                .isEqualTo(200);
        Answer refused = use(key);
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.header("Content-Type")).hasValue("application/problem+json");
        assertThat(refused.json().get("type").stringValue()).isEqualTo("urn:latchkey:problem:address-not-allowed");
        // Nobody has said that we are a proxy.
        assertThat(server.with(key)
                        .with("X-Forwarded-For", "192.0.2.1")
                        .get("/api/v1/account/info")
                        .status())
                .isEqualTo(403);
        assertThat(server.with(key)
                        .with("Forwarded", "for=192.0.2.1")
                        .get("/api/v1/account/info")
                        .status())
                .isEqualTo(403);

        assertThat(admin.patch(key.path(), "{\"allowedAddresses\":null}").status())
                .isEqualTo(200);
        assertThat(use(key).status()).isEqualTo(200);
    }

    @Test
    void aRefusalForTheAddressIsNoUse() {
        TestKey key = make("\"allowedAddresses\":" + ELSEWHERE);
        assertThat(use(key).status()).isEqualTo(403);

        server.awaitUsesWritten();

        assertThat(admin.get(key.path()).json().get("lastUsedAt").isNull()).isTrue();
    }

    @Test
    void keysAreFoundByWhatIsNotedOnThem() {
        String customer = "customer-" + System.nanoTime();
        List<Long> made = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            made.add(make("\"externalId\":\"" + customer + "\",\"labels\":{\"team\":\"" + customer + "\",\"n\":\"" + i
                            + "\"}")
                    .number());
        }
        TestKey changed = make("\"labels\":{\"team\":\"" + customer + "\",\"kept\":\"ü = ü\"}");

        assertThat(numbers("externalId=" + customer)).isEqualTo(made);
        assertThat(numbers("label=team:" + customer))
                .hasSize(4)
                .containsAll(made)
                .isSorted();
        assertThat(numbers("label=n:1&externalId=" + customer)).containsExactly(made.get(1));
        assertThat(numbers("label=n:1&externalId=x" + customer)).isEmpty();

        Answer first = admin.get(KEYS + "?limit=2&label=team:" + customer);
        assertThat(first.json().get("keys")).hasSize(2);
        assertThat(admin.get(first.json().get("next").stringValue()).json().get("keys"))
                .hasSize(2);

        // Another organisation has the same words for its own.
        assertThat(server.ownerOfOther()
                        .get(KEYS + "?externalId=" + customer)
                        .json()
                        .get("keys"))
                .isEmpty();
        assertThat(server.ownerOfOther()
                        .get(KEYS + "?label=team:" + customer)
                        .json()
                        .get("keys"))
                .isEmpty();

        admin.patch(changed.path(), "{\"labels\":{\"team\":null,\"new\":\"\"}}");
        assertThat(numbers("label=team:" + customer)).isEqualTo(made);
        assertThat(admin.get(changed.path()).json().get("labels").toString())
                .isEqualTo("{\"kept\":\"ü = ü\",\"new\":\"\"}");
        assertThat(admin.delete(changed.path()).status()).isEqualTo(204);
    }

    private List<Long> numbers(String query) {
        List<Long> numbers = new ArrayList<>();
        admin.get(KEYS + "?" + query)
                .json()
                .get("keys")
                .forEach(key -> numbers.add(key.get("number").longValue()));
        return numbers;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"expiresAt\":\"2020-01-01T00:00:00Z\" | expiresAt",
                "\"expiresAt\":\"+1000000-01-01T00:00:00Z\" | expiresAt",
                "\"expiresAt\":\"tomorrow\" | expiresAt",
                "\"allowedAddresses\":[] | allowedAddresses",
                "\"allowedAddresses\":[\"10.0.0.0/8\",\"localhost\"] | allowedAddresses[1]",
                "\"allowedAddresses\":[\"10.0.0.1/8\"] | allowedAddresses[0]",
                "\"allowedAddresses\":[null] | allowedAddresses[0]",
                "\"allowedAddresses\":\"10.0.0.0/8\" | allowedAddresses",
                "\"externalId\":\"\" | externalId",
                "\"externalId\":\" \" | externalId",
                "\"labels\":{\"a b\":\"x\"} | labels",
                "\"labels\":{\"a\":\"x\\ny\"} | labels.a",
                "\"labels\":{\"a\":1} | labels.a",
                "\"labels\":[] | labels"
            })
    void badLimitsAreNamedAndChangeNothing(String more, String field) {
        TestKey key = server.makeKey(AccessRight.EVENTS);

        Answer refused = admin.patch(key.path(), "{\"description\":\"changed\"," + more + "}");
        Answer unmade = admin.post(KEYS, "{\"description\":\"limited\",\"accessRight\":\"EVENTS\"," + more + "}");

        assertThat(refused.status()).as(refused.body()).isEqualTo(400);
        assertThat(refused.invalidFields()).containsExactly(field);
        assertThat(unmade.status()).as(unmade.body()).isEqualTo(400);
        assertThat(unmade.invalidFields()).containsExactly(field);
        assertThat(admin.get(key.path()).json().get("description").stringValue())
                .isEqualTo("test key");
    }

    @Test
    void everyBadLimitIsNamed() {
        String limits = "\"accessRight\":\"EVENTS\",\"customRight\":\"orders\",\"expiresAt\":\"2020-01-01T00:00:00Z\","
                + "\"allowedAddresses\":[\"localhost\",\"10.0.0.0/8\",\"10.0.0.1/8\"],\"labels\":{\"a b\":\"x\"},"
                + "\"rateLimit\":\"fast\",\"quota\":{\"requests\":0}";
        TestKey key = server.makeKey(AccessRight.EVENTS);

        for (Answer refused : List.of(
                admin.patch(key.path(), "{\"status\":\"DISABLED\"," + limits + "}"),
                admin.post(KEYS, "{\"description\":\"limited\"," + limits + "}"))) {
            assertThat(refused.status()).as(refused.body()).isEqualTo(400);
            assertThat(refused.invalidFields())
                    .containsExactly(
                            "customRight",
                            "expiresAt",
                            "allowedAddresses[0]",
                            "allowedAddresses[2]",
                            "labels",
                            "rateLimit",
                            "quota.requests",
                            "quota.period");
        }
        assertThat(admin.get(key.path()).json().get("status").stringValue()).isEqualTo("ENABLED");
    }

    @Test
    void listsAreBounded() {
        TestKey key = server.makeKey(AccessRight.EVENTS);
        String networks = "\"10.0.0.0/8\"" + ",\"10.0.0.0/8\"".repeat(50);
        StringBuilder labels = new StringBuilder("\"l0\":\"x\"");
        for (int i = 1; i <= 20; i++) {
            labels.append(",\"l").append(i).append("\":\"x\"");
        }

        assertThat(admin.patch(key.path(), "{\"allowedAddresses\":[" + networks + "]}")
                        .invalidFields())
                .containsExactly("allowedAddresses");
        assertThat(admin.patch(key.path(), "{\"labels\":{" + labels + "}}").invalidFields())
                .containsExactly("labels");
        assertThat(admin.patch(key.path(), "{\"labels\":{\"a\":\"" + "x".repeat(256) + "\"}}")
                        .invalidFields())
                .containsExactly("labels.a");
        assertThat(admin.get(KEYS + "?label=team").invalidFields()).containsExactly("label");
    }
}
