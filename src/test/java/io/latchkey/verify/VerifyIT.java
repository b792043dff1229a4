package io.latchkey.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.right.AccessRight;
import io.latchkey.testing.Answer;
import io.latchkey.testing.Caller;
import io.latchkey.testing.DatabaseKind;
import io.latchkey.testing.LatchkeyServer;
import io.latchkey.testing.Midnight;
import io.latchkey.testing.OnOneDatabase;
import io.latchkey.testing.Pause;
import io.latchkey.testing.RawRequest;
import io.latchkey.testing.RawRequest.RawAnswer;
import io.latchkey.testing.TestKey;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What a proxy and a service are told about a key. */
@OnOneDatabase(DatabaseKind.POSTGRESQL)
class VerifyIT {

    private static final String RIGHTS = "/manage/v1/custom-rights";
    private static final AtomicInteger NAMES = new AtomicInteger();

    private final LatchkeyServer server;
    private final Caller admin;
    private final String organisation;

    VerifyIT(LatchkeyServer server) {
        // A quota that begins anew meanwhile is not used up.
        Midnight.stayClear();
        this.server = server;
        this.admin = server.admin();
        this.organisation = server.with(server.makeKey(AccessRight.FULL))
                .get("/api/v1/account/info")
                .json()
                .get("orgId")
                .toString();
    }

    /** The name of a new right that covers these. */
    private String right(String... patterns) {
        String name = "orders-" + NAMES.incrementAndGet();
        Answer made = admin.post(
                RIGHTS,
                "{\"name\":\"" + name + "\",\"description\":\"Orders\",\"patterns\":[\""
                        + String.join("\",\"", patterns) + "\"]}");
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        return name;
    }

    private TestKey keyFor(String right) {
        return keyFor(right, "");
    }

    private TestKey keyFor(String right, String more) {
        return server.makeKey(admin, AccessRight.CUSTOM, ",\"customRight\":\"" + right + "\"" + more);
    }

    private String plain(String query) {
        return "/verify?organisation=" + organisation + (query.isEmpty() ? "" : "&" + query);
    }

    private static Caller telling(Caller caller, String method, String uri) {
        return caller.with("X-Original-Method", method).with("X-Original-URI", uri);
    }

    private void assertProblem(Answer answer, int status, String type) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).hasValue("application/problem+json");
        assertThat(answer.header("Cache-Control")).hasValue("no-store");
        assertThat(answer.json().get("type").stringValue()).isEqualTo("urn:latchkey:problem:" + type);
        assertThat(answer.headers().keySet()).noneMatch(name -> name.startsWith("x-latchkey"));
        assertThat(answer.header("WWW-Authenticate").isPresent()).isEqualTo(status == 401);
    }

    @Test
    void aGoodKeyIsPresentedToTheServiceByHeaders() {
        String right = right("GET /orders/**");
        TestKey key = keyFor(right, ",\"externalId\":\"c-17\",\"labels\":{\"team\":\"crm\"}");

        Answer answer = telling(server.with(key), "GET", "/orders/1?x=/../").get(plain(""));

        assertThat(answer.status()).as(answer.body()).isEqualTo(204);
        assertThat(answer.body()).isEmpty();
        assertThat(answer.header("Cache-Control")).hasValue("no-store");
        assertThat(answer.header("X-Latchkey-Key")).hasValue(Long.toString(key.number()));
        assertThat(answer.header("X-Latchkey-Right")).hasValue(right);
        assertThat(answer.header("X-Latchkey-Organisation")).hasValue(organisation);
        assertThat(answer.header("X-Latchkey-External-Id")).hasValue("c-17");
        assertThat(answer.header("X-Latchkey-Labels")).hasValue("{\"team\":\"crm\"}");
        // As a bearer token, and asked by HEAD.
        Caller bearer = server.anonymous().with("Authorization", "Bearer " + key.key());
        assertThat(telling(bearer, "GET", "/orders/1").get(plain("")).status()).isEqualTo(204);
        assertThat(telling(bearer, "GET", "/orders/1")
                        .send("HEAD", plain(""), HttpRequest.BodyPublishers.noBody())
                        .status())
                .isEqualTo(204);
    }

    @Test
    void whateverIsNotedOnAKeyStaysInItsHeader() {
        TestKey key = keyFor(
                right("* /**"), ",\"externalId\":\"50% ü \\u2028X: y€\",\"labels\":{\"note\":\"\\u2028ü\\\"\\\\ 😀\"}");

        Answer answer = telling(server.with(key), "GET", "/x").get(plain(""));

        assertThat(answer.header("X-Latchkey-External-Id")).hasValue("50%25%20%C3%BC%20%E2%80%A8X:%20y%E2%82%AC");
        assertThat(answer.header("X-Latchkey-Labels")).hasValue("{\"note\":\"\\u2028\\u00fc\\\"\\\\ \\ud83d\\ude00\"}");

        StringBuilder labels = new StringBuilder("\"a\":\"x\"");
        for (int i = 0; i < 10; i++) {
            labels.append(",\"l")
                    .append(i)
                    .append("\":\"")
                    .append("x".repeat(255))
                    .append('"');
        }
        assertThat(admin.patch(key.path(), "{\"externalId\":null,\"labels\":{" + labels + "}}")
                        .status())
                .isEqualTo(200);
        Answer withoutLabels = telling(server.with(key), "GET", "/x").get(plain(""));
        assertThat(withoutLabels.status()).isEqualTo(204);
        assertThat(withoutLabels.headers()).doesNotContainKeys("x-latchkey-labels", "x-latchkey-external-id");
    }

    @ParameterizedTest
    @CsvSource({
        // The key's right, the rights that the proxy names ("own" is the key's custom one), the request, the answer.
        "custom, , GET /orders/1, 204",
        "custom, , POST /orders/1, 403",
        "custom, , HEAD /orders/1, 403",
        "custom, , get /orders/1, 403",
        "custom, , GET /orders/../admin, 403",
        "custom, , GET /orders%2F1, 403",
        "custom, , GET /orders//1, 403",
        "custom, , GET /orders;x/1, 403",
        "custom, , GET orders/1, 403",
        "custom, , GET http://x/orders/1, 403",
        "custom, , , 403",
        "custom, own, GET /orders/1, 204",
        "custom, 'FULL,own', GET /orders/1, 204",
        "custom, own, GET /admin, 403",
        "custom, own, , 403",
        "custom, EVENTS, GET /orders/1, 403",
        "custom, CUSTOM, GET /orders/1, 403",
        "custom, EVENTS, , 403",
        "EVENTS, , GET /orders/1, 403",
        "EVENTS, , , 204",
        "EVENTS, EVENTS, GET /orders/1, 204",
        "EVENTS, 'own,EVENTS', DELETE /anything, 204",
        "EVENTS, FULL, GET /orders/1, 403",
        "EVENTS, FULL, , 403",
        "EVENTS, events, , 403",
        "FULL, EVENTS, GET /orders/1, 403",
        "FULL, , GET /orders/1, 403"
    })
    void theRightDecides(String of, String named, String told, int status) {
        String right = right("GET /orders/**");
        TestKey key = of.equals("custom") ? keyFor(right) : server.makeKey(AccessRight.valueOf(of));
        Caller caller = server.with(key);
        if (told != null) {
            String[] parts = told.split(" ", 2);
            caller = telling(caller, parts[0], parts[1]);
        }

        Answer answer = caller.get(plain(named == null ? "" : "right=" + named.replace("own", right)));

        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        if (status == 403) {
            assertProblem(answer, 403, "access-right-needed");
        }
    }

    @Test
    void aChangeOfTheRightCountsFromTheNextRequest() {
        String right = right("GET /orders");
        TestKey key = keyFor(right);
        Caller orders = telling(server.with(key), "GET", "/orders");
        assertThat(orders.get(plain("")).status()).isEqualTo(204);

        admin.patch(RIGHTS + "/" + right, "{\"patterns\":[\"GET /invoices\"]}");

        assertThat(orders.get(plain("")).status()).isEqualTo(403);
        assertThat(telling(server.with(key), "GET", "/invoices").get(plain("")).status())
                .isEqualTo(204);
    }

    @Test
    void theHeadersOfEachProxyAreUnderstoodAndNeverMixed() {
        Caller key = server.with(keyFor(right("GET /orders/**")));
        Caller forwarded = key.with("X-Forwarded-Method", "GET").with("X-Forwarded-Uri", "/orders/1");

        assertThat(forwarded.get(plain("")).status()).isEqualTo(204);
        assertThat(forwarded.with("X-Forwarded-Uri", "/admin").get(plain("")).status())
                .isEqualTo(403);
        assertThat(telling(forwarded, "GET", "/orders/1").get(plain("")).status())
                .isEqualTo(204);
        // The proxy has appended the client's query to its own question.
        assertProblem(
                forwarded.with("X-Forwarded-Uri", "/orders/1?right=FULL").get("/verify?right=FULL"),
                400,
                "invalid-request");
        // A comma may be sent percent-encoded, in either case.
        assertThat(server.with(server.makeKey(AccessRight.EVENTS))
                        .get(plain("right=FULL%2CEVENTS"))
                        .status())
                .isEqualTo(204);
        assertThat(server.with(server.makeKey(AccessRight.EVENTS))
                        .get(plain("right=FULL%2cEVENTS"))
                        .status())
                .isEqualTo(204);
        // A client has sent the kind that the proxy does not write.
        for (Answer answer : new Answer[] {
            telling(forwarded, "GET", "/orders/2").get(plain("")),
            telling(forwarded, "HEAD", "/orders/1").get(plain("")),
            forwarded.with("X-Original-URI", "/orders/2").get(plain("")),
            key.with("X-Original-URI", "/orders/1").get(plain("")),
            key.with("X-Forwarded-Method", "GET").get(plain(""))
        }) {
            assertProblem(answer, 400, "invalid-request");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "PROPFIND"})
    void aProxyMayKeepTheMethodAndAppendThePath(String method) {
        Caller key = server.with(keyFor(right(method + " /orders/*")));

        assertThat(kept(key, method, "/verify/organisation/" + organisation + "/http/orders/1"))
                .isEqualTo(200);
        assertThat(kept(key, method, "/verify/organisation/" + organisation + "/http/admin"))
                .isEqualTo(403);
        // The query is the client's.
        assertThat(kept(
                        server.with(server.makeKey(AccessRight.EVENTS)),
                        method,
                        "/verify/organisation/" + organisation + "/http/orders/1?right=EVENTS"))
                .isEqualTo(403);
        assertThat(kept(
                        server.with(server.makeKey(AccessRight.EVENTS)),
                        method,
                        "/verify/organisation/" + organisation + "/right/FULL,EVENTS/http/orders/1?right=x"))
                .isEqualTo(200);
        assertThat(kept(server.anonymous(), method, "/verify/organisation/" + organisation + "/http/orders/1"))
                .isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/../../verify",
                "/../../../../verify",
                "/..",
                "/orders/../../../../verify",
                "/../../../../openapi",
                "/../../../../docs/",
                "/..%2f..%2f..%2f..%2fopenapi",
                "/%2e%2e/%2e%2e/%2e%2e/%2e%2e/sign-in",
                "/../../../../api/v1/account/info",
                "/orders/../1",
                "/orders/%2e%2e/1",
                "/orders/..%2f1",
                "/orders/..;/1",
                "/orders;x=/1",
                "//orders/1",
                "/orders/%c0%ae",
                "/orders/%00",
                "/orders/%",
                "/%zz",
                "/orders/1%2"
            })
    void noAppendedPathLeadsElsewhere(String path) {
        Caller full = server.with(server.makeKey(AccessRight.FULL));
        Caller custom = server.with(keyFor(right("* /orders/*")));
        for (String method : new String[] {"GET", "POST", "OPTIONS"}) {
            for (Caller caller : new Caller[] {full, custom, server.anonymous()}) {
                Caller json = caller.with("Content-Type", "application/json");
                assertNoYes(RawRequest.exchange(
                        server.base(),
                        method,
                        "/verify/organisation/" + organisation + "/http" + path,
                        json.headers(),
                        ""));
            }
        }
    }

    @ParameterizedTest
    @FieldSource("io.latchkey.testing.RawRequest#UNREADABLE_HOSTS")
    void noHostMakesAYes(String host) {
        for (Caller caller :
                new Caller[] {server.anonymous(), server.anonymous().as("x", "lk_wrong")}) {
            Caller named = caller.with("Host", host);
            assertNoYes(RawRequest.exchange(server.base(), "GET", plain(""), named.headers(), ""));
        }
    }

    /** Payara answers an empty 200 to what it cannot read, before Latchkey is asked: a yes is what names the key. */
    private static void assertNoYes(RawAnswer answer) {
        assertThat(answer.header("X-Latchkey-Key")).as(answer.text()).isEmpty();
        if (answer.header("X-Request-Id").isPresent() || answer.status() != 200) {
            assertThat(answer.status()).as(answer.text()).isBetween(400, 499);
        } else {
            assertThat(answer.header("Content-Length")).as(answer.text()).hasValue("0");
        }
    }

    private static int kept(Caller caller, String method, String path) {
        return caller.send(method, path, HttpRequest.BodyPublishers.noBody()).status();
    }

    @ParameterizedTest
    @ValueSource(strings = {"PUT", "DELETE", "PATCH", "OPTIONS", "PROPFIND"})
    void otherMethodsAreNoQuestions(String method) {
        Answer answer = server.with(server.makeKey(AccessRight.FULL))
                .send(method, plain(""), HttpRequest.BodyPublishers.noBody());

        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.header("Allow").orElseThrow()).contains("GET", "HEAD", "POST");
    }

    @Test
    void aKeyThatAsksIsLimitedItself() {
        TestKey asked = server.makeKey(admin, AccessRight.EVENTS, ",\"quota\":{\"requests\":100,\"period\":\"MONTH\"}");
        String question = "{\"key\":\"" + asked.key() + "\"}";
        TestKey slow = server.makeKey(admin, AccessRight.FULL, ",\"rateLimit\":\"2/PT1H\"");
        TestKey frugal = server.makeKey(admin, AccessRight.FULL, ",\"quota\":{\"requests\":1,\"period\":\"MONTH\"}");

        assertThat(server.with(slow).post("/verify", "{").status()).isEqualTo(400);
        Answer allowed = server.with(slow).post("/verify", question);
        assertThat(allowed.status()).isEqualTo(200);
        assertThat(allowed.header("RateLimit").orElseThrow()).startsWith("\"key\";r=0;");
        Answer tooMany = server.with(slow).post("/verify", question);
        assertThat(tooMany.status()).isEqualTo(429);
        assertThat(tooMany.json().get("type").stringValue()).isEqualTo("urn:latchkey:problem:too-many-requests");
        assertThat(tooMany.header("Retry-After")).isPresent();

        Answer last = server.with(frugal).post("/verify", question);
        assertThat(last.header("X-Latchkey-Remaining")).hasValue("0");
        assertThat(last.json().get("remaining").longValue()).isEqualTo(98);
        Answer usedUp = server.with(frugal).post("/verify", question);
        assertThat(usedUp.status()).isEqualTo(429);
        assertThat(usedUp.json().get("type").stringValue()).isEqualTo("urn:latchkey:problem:quota-used-up");
        assertThat(admin.get(frugal.path() + "/activity").json().get("uses")).hasSize(2);

        // A user is no key, and what was refused has asked nothing.
        assertThat(admin.post("/verify", question).json().get("remaining").longValue())
                .isEqualTo(97);
    }

    @Test
    void onlyThePathsThatThereAreAnswer() {
        Caller key = server.with(server.makeKey(AccessRight.FULL));
        for (String path :
                new String[] {"/verify/", "/verify/x", "/verify/http", "/verify;x", "/%76erify", "/verify/right/FULL"
                }) {
            assertThat(key.get(path).status()).as(path).isEqualTo(404);
        }
        for (String query : new String[] {
            "rights=FULL", "right=FULL&right=EVENTS", "right=", "right=a%20b", "right=FULL,", "organisation=1", "x"
        }) {
            assertThat(key.get(plain(query)).status()).as(query).isEqualTo(400);
        }
        assertThat(key.get("/verify?organisation=x").invalidFields()).containsExactly("organisation");
    }

    @Test
    void keysThatOpenNothingAreAllAlike() {
        TestKey disabled = server.makeKey(AccessRight.FULL);
        admin.patch(disabled.path(), "{\"status\":\"DISABLED\"}");
        TestKey idle = server.makeKey(AccessRight.FULL);
        server.setTime(idle, "idle_since", Instant.now().minus(Duration.ofDays(91)));
        TestKey expired = server.makeKey(
                admin, AccessRight.FULL, ",\"expiresAt\":\"" + Instant.now().plusSeconds(3600) + "\"");
        server.setTime(expired, "expires_at", Instant.now().minus(Duration.ofDays(1)));
        TestKey rotated = server.makeKey(AccessRight.FULL);
        admin.post(rotated.path() + "/rotation", "{\"overlap\":\"PT0S\"}");
        TestKey others = server.makeKey(server.ownerOfOther(), AccessRight.FULL);
        for (Caller caller : new Caller[] {
            server.anonymous(),
            server.anonymous().as("x", "lk_wrong"),
            server.anonymous().with("Authorization", "Bearer wrong"),
            server.anonymous().with("Authorization", "Digest x"),
            server.admin(),
            server.with(disabled),
            server.with(idle),
            server.with(expired),
            server.with(rotated),
            server.with(others)
        }) {
            Answer answer = caller.get(plain(""));
            assertProblem(answer, 401, "unauthenticated");
            assertThat(answer.header("WWW-Authenticate").orElseThrow()).startsWith("Basic realm=");
        }
        assertThat(server.with(others).get("/verify?organisation=1000000").status())
                .isEqualTo(204);
        // Here are two organisations, and the proxy has named none.
        assertThat(server.with(others).get("/verify").invalidFields()).containsExactly("organisation");
        assertThat(server.with(others).get("/verify/http/orders").invalidFields())
                .containsExactly("organisation");
    }

    @Test
    void theAddressOfTheClientCounts() {
        TestKey key = server.makeKey(admin, AccessRight.FULL, ",\"allowedAddresses\":[\"192.0.2.0/24\"]");

        assertProblem(server.with(key).get(plain("")), 403, "address-not-allowed");
        // Nobody has said that we are a proxy.
        assertProblem(server.with(key).with("X-Forwarded-For", "192.0.2.1").get(plain("")), 403, "address-not-allowed");
        assertThat(answer(admin, key, ",\"address\":\"192.0.2.1\"").get("valid").booleanValue())
                .isTrue();
        assertThat(code(answer(admin, key, ",\"address\":\"198.51.100.1\""))).isEqualTo("ADDRESS_NOT_ALLOWED");
        assertThat(code(answer(admin, key, ""))).isEqualTo("ADDRESS_NOT_ALLOWED");
    }

    @Test
    void aGoodQuestionIsAUse() {
        TestKey verified = keyFor(right("GET /orders"));
        TestKey asked = keyFor(right("GET /orders"));
        TestKey unused = server.makeKey(admin, AccessRight.FULL, ",\"allowedAddresses\":[\"192.0.2.0/24\"]");
        assertThat(telling(server.with(verified), "GET", "/orders")
                        .get(plain(""))
                        .status())
                .isEqualTo(204);
        answer(admin, asked, "");
        answer(admin, unused, "");

        server.awaitUsesWritten();

        assertThat(admin.get(verified.path()).json().get("lastUsedAt").isNull()).isFalse();
        Pause.until("the secret's use to be written down", Duration.ofSeconds(30), () -> admin.get(verified.path())
                .json()
                .at("/secrets/0/lastUsedAt")
                .isString());
        assertThat(admin.get(asked.path()).json().get("lastUsedAt").isNull()).isFalse();
        assertThat(admin.get(unused.path()).json().get("lastUsedAt").isNull()).isTrue();
    }

    @Test
    void eachQuestionCountsAgainstTheLimitsOfTheKey() {
        TestKey slow = keyFor(right("GET /orders"), ",\"rateLimit\":\"1/PT1H\"");
        assertThat(telling(server.with(slow), "GET", "/orders").get(plain("")).status())
                .isEqualTo(204);
        Answer over = telling(server.with(slow), "GET", "/orders").get(plain(""));
        assertProblem(over, 429, "too-many-requests");
        assertThat(Integer.parseInt(over.header("Retry-After").orElseThrow())).isPositive();
        assertThat(code(answer(admin, slow, ""))).isEqualTo("RATE_LIMITED");

        TestKey few = keyFor(right("GET /orders"), ",\"quota\":{\"requests\":2,\"period\":\"DAY\"}");
        assertThat(telling(server.with(few), "GET", "/orders").get(plain("")).header("X-Latchkey-Remaining"))
                .hasValue("1");
        assertThat(answer(admin, few, "").get("remaining").longValue()).isZero();
        assertThat(code(answer(admin, few, ""))).isEqualTo("QUOTA_EXCEEDED");
        assertThat(telling(server.with(few), "GET", "/orders").get(plain("")).status())
                .isEqualTo(429);
    }

    private JsonNode answer(Caller asker, TestKey key, String more) {
        Answer answer = asker.post("/verify", "{\"key\":\"" + key.key() + "\"" + more + "}");
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.header("Cache-Control")).hasValue("no-store");
        assertThat(answer.body()).doesNotContain(key.key());
        return answer.json();
    }

    private static String code(JsonNode answer) {
        assertThat(answer.get("valid").booleanValue()).isFalse();
        return answer.get("code").stringValue();
    }

    @Test
    void aServiceAsksAboutAKeyThatItWasSent() {
        String right = right("GET /orders/**");
        TestKey key = keyFor(right, ",\"externalId\":\"c-17\",\"labels\":{\"team\":\"ü\"}");
        String told = ",\"method\":\"GET\",\"uri\":\"/orders/1\"";

        JsonNode good = answer(admin, key, told + ",\"right\":\"" + right + ",FULL\"");

        assertThat(good.toString())
                .isEqualTo("{\"valid\":true,\"keyNumber\":" + key.number() + ",\"right\":\"" + right
                        + "\",\"externalId\":\"c-17\",\"labels\":{\"team\":\"ü\"}}");
        assertThat(answer(server.with(server.makeKey(AccessRight.FULL)), key, told)
                        .get("valid")
                        .booleanValue())
                .isTrue();
        Caller viewer = server.addUser("verify-viewer-" + NAMES.incrementAndGet(), "VIEWER");
        assertThat(answer(viewer, key, "").get("valid").booleanValue()).isTrue();
        assertThat(code(answer(admin, key, ",\"right\":\"FULL\""))).isEqualTo("RIGHT_MISSING");
        assertThat(code(answer(admin, key, ",\"method\":\"GET\",\"uri\":\"/orders/../x\"")))
                .isEqualTo("RIGHT_MISSING");
        TestKey theirs = server.makeKey(server.ownerOfOther(), AccessRight.FULL);
        for (Caller other : new Caller[] {server.ownerOfOther(), server.with(theirs)}) {
            JsonNode unknown = answer(other, key, told);
            assertThat(code(unknown)).isEqualTo("UNKNOWN");
            assertThat(unknown.propertyNames()).containsExactly("valid", "code");
            assertThat(answer(other, theirs, "").get("valid").booleanValue()).isTrue();
        }

        admin.patch(key.path(), "{\"status\":\"DISABLED\"}");
        JsonNode disabled = answer(admin, key, told);
        assertThat(code(disabled)).isEqualTo("DISABLED");
        assertThat(disabled.get("keyNumber").longValue()).isEqualTo(key.number());
        TestKey expired = server.makeKey(
                admin, AccessRight.FULL, ",\"expiresAt\":\"" + Instant.now().plusSeconds(3600) + "\"");
        server.setTime(expired, "expires_at", Instant.now().minus(Duration.ofDays(1)));
        assertThat(code(answer(admin, expired, ""))).isEqualTo("EXPIRED");
        assertThat(code(answer(admin, new TestKey(0, "lk_unknown"), ""))).isEqualTo("UNKNOWN");
    }

    /** The key is let in with the head of the request, and asked about with its body. */
    @Test
    void aKeyThatAsksAboutItselfIsAnsweredAsItIsByThen() {
        TestKey key = server.makeKey(AccessRight.FULL);
        Map<String, String> headers = new HashMap<>(server.with(key).headers());
        headers.put("Content-Type", "application/json");

        RawAnswer answer =
                RawRequest.exchangeSlowly(server.base(), "/verify", headers, "{\"key\":\"" + key.key() + "\"}", () -> {
                    Pause.of(Duration.ofSeconds(4));
                    assertThat(admin.patch(key.path(), "{\"externalId\":\"by then\"}")
                                    .status())
                            .isEqualTo(200);
                });

        assertThat(answer.text()).contains("\"externalId\":\"by then\"");
    }

    @Test
    void theAskerMustBeKnown() {
        TestKey key = server.makeKey(AccessRight.FULL);
        String question = "{\"key\":\"" + key.key() + "\"}";

        for (Caller caller : new Caller[] {
            server.anonymous(),
            server.anonymous().as("admin", "wrong"),
            server.anonymous().as("nobody", "lk_wrong"),
            server.anonymous().with("Authorization", "Bearer " + key.key())
        }) {
            Answer answer = caller.post("/verify", question);
            assertThat(answer.status()).isEqualTo(401);
            assertThat(answer.header("WWW-Authenticate").orElseThrow()).startsWith("Basic realm=");
        }
        assertThat(server.with(server.makeKey(AccessRight.EVENTS))
                        .post("/verify", question)
                        .status())
                .isEqualTo(403);
        assertThat(server.with(server.makeKey(AccessRight.CUSTOM))
                        .post("/verify", question)
                        .status())
                .isEqualTo(403);
        // A proxy that keeps the method would take the 200 for a yes.
        assertThat(server.with(key)
                        .with("X-Forwarded-Uri", "/")
                        .post("/verify", question)
                        .status())
                .isEqualTo(400);
        server.awaitLogged();
        assertThat(server.log()).doesNotContain(key.key());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{} | key",
                "{\"key\":\"\"} | key",
                "{\"key\":1} | key",
                "{\"key\":\"k\",\"rights\":\"FULL\"} | rights",
                "{\"key\":\"k\",\"right\":\"a b\"} | right",
                "{\"key\":\"k\",\"right\":\"\"} | right",
                "{\"key\":\"k\",\"method\":\"GET\"} | uri",
                "{\"key\":\"k\",\"uri\":\"/\"} | method",
                "{\"key\":\"k\",\"method\":\"G T\",\"uri\":\"/\"} | method",
                "{\"key\":\"k\",\"address\":\"localhost\"} | address",
                "{\"key\":\"k\",\"address\":\"10.0.0.0/8\"} | address"
            })
    void badQuestionsAreNamed(String body, String field) {
        Answer answer = admin.post("/verify", body);

        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(answer.invalidFields()).containsExactly(field);
    }

    @Test
    void questionsAreBounded() {
        assertThat(admin.post("/verify", "{\"key\":\"" + "x".repeat(5000) + "\"}")
                        .invalidFields())
                .containsExactly("key");
        assertThat(admin.post("/verify", "{\"key\":\"" + "x".repeat(70_000) + "\"}")
                        .status())
                .isEqualTo(413);
        assertThat(admin.with("Content-Type", "text/plain")
                        .post("/verify", "{}")
                        .status())
                .isEqualTo(415);
    }
}
