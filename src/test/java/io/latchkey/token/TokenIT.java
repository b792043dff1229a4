package io.latchkey.token;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.right.AccessRight;
import io.latchkey.right.ApiRole;
import io.latchkey.testing.Answer;
import io.latchkey.testing.Caller;
import io.latchkey.testing.LatchkeyServer;
import io.latchkey.testing.Midnight;
import io.latchkey.testing.OnEachDatabase;
import io.latchkey.testing.Pause;
import io.latchkey.testing.TestKey;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Bearer tokens: what they open, what they do not, and when they end. */
@OnEachDatabase
class TokenIT {

    private static final String EVENT = "{\"eventTypeKey\":\"token\",\"keyValue\":\"k\"}";
    private static final String PAST_EVENTS =
            "{\"events\":[{\"eventTypeKey\":\"token\",\"keyValue\":\"k\",\"occurredOn\":\"2026-01-01T00:00\"}]}";
    private static final String CHALLENGE = "Basic realm=\"Latchkey API\", charset=\"UTF-8\"";

    private final LatchkeyServer server;

    TokenIT(LatchkeyServer server) {
        this.server = server;
    }

    @ParameterizedTest
    @EnumSource(AccessRight.class)
    void aKeyThatSendsEventsGetsAToken(AccessRight right) {
        Answer answer = server.with(server.makeKey(right)).post("/api/v1/auth/token", "");

        if (!right.roles().contains(ApiRole.EVENTS_SEND)) {
            assertThat(answer.status()).isEqualTo(403);
            return;
        }
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().get("token_type").stringValue()).isEqualTo("Bearer");
        assertThat(answer.json().get("expires_in").intValue()).isEqualTo(3600);
        assertThat(answer.header("Cache-Control")).hasValue("no-store");
        Caller bearer = bearer(answer.json().get("access_token").stringValue());
        for (String version : List.of("v1", "v2", "v3")) {
            assertThat(bearer.post("/api/" + version + "/event", EVENT).status())
                    .isEqualTo(200);
            assertThat(bearer.post("/api/" + version + "/past_events", PAST_EVENTS)
                            .status())
                    .isEqualTo(200);
        }
        for (String path : List.of("/api/v1/events", "/api/v1/past_events")) {
            assertThat(bearer.delete(path + "?eventTypeKey=token").status())
                    .as(path)
                    .isEqualTo(right.roles().contains(ApiRole.EVENTS_DELETE) ? 200 : 403);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /api/v1/event",
        "PUT, /api/v1/event",
        "POST, /api/v4/event",
        "POST, /api/v1/events",
        "GET, /api/v1/events",
        "DELETE, /api/v1/event",
        "DELETE, /api/v2/events?eventTypeKey=a",
        "DELETE, /api/v1/contact/1",
        "PUT, /api/v2/past_events",
        "POST, /api/v1/auth/token",
        "GET, /api/v1/version",
        "GET, /api/v1/account/info",
        "POST, /api/v1/orders",
        "GET, /api/v1/messages/viber",
        "POST, /api/v1/event%2f..%2forders",
        "POST, /api/v1/event/x",
        "POST, /api/nothing",
        "GET, /manage/v1/keys",
        "POST, /manage/v1/event",
    })
    void aTokenOpensNothingElse(String method, String path) {
        Answer answer = bearer(token(server.makeKey(AccessRight.FULL)))
                .with("Content-Type", "application/json")
                .send(
                        method,
                        path,
                        method.startsWith("P")
                                ? HttpRequest.BodyPublishers.ofString(EVENT)
                                : HttpRequest.BodyPublishers.noBody());

        if (path.contains("%2f") && System.getProperty("latchkey.test.server").equals("open-liberty")) {
            // It takes no such path at all.
            assertThat(answer.status()).isEqualTo(400);
            return;
        }
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.header("WWW-Authenticate").orElseThrow())
                .isEqualTo(path.startsWith("/api") ? CHALLENGE : CHALLENGE.replace("API", "management"));
        assertThat(answer.header("Content-Type")).hasValue("application/problem+json");
    }

    /** A server may refuse such a path before anybody is asked who calls. */
    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/event/../orders", "/api/v1/event/..;/orders"})
    void aPathThatLeadsUpOpensNothing(String path) {
        Answer answer = bearer(token(server.makeKey(AccessRight.FULL))).post(path, EVENT);

        assertThat(answer.status()).isIn(400, 401);
    }

    @Test
    void noOtherBearerIsAccepted() {
        TestKey key = server.makeKey(AccessRight.FULL);
        String token = token(key);
        char last = token.charAt(token.length() - 5);

        for (String other : List.of(
                key.key(),
                "x",
                token + "A",
                token.substring(1),
                token.substring(0, token.length() - 5)
                        + (last == 'A' ? 'B' : 'A')
                        + token.substring(token.length() - 4),
                "lkt_AAAAAAAAAAEAAAAA_____w." + token.substring(token.indexOf('.') + 1))) {
            assertRefused(other);
        }
        assertThat(server.anonymous()
                        .as("any", token)
                        .post("/api/v1/event", EVENT)
                        .status())
                .isEqualTo(401);
    }

    @Test
    void aTokenEndsAtOnceWithItsKey() {
        TestKey key = server.makeKey(AccessRight.EVENTS);
        String token = token(key);

        server.admin().patch(key.path(), "{\"accessRight\":\"MESSAGES\"}");
        assertRefused(token);
        server.admin().patch(key.path(), "{\"accessRight\":\"EVENTS_AND_CONTACTS_ADD_UPDATE\"}");
        assertAccepted(token);
        server.admin().patch(key.path(), "{\"status\":\"DISABLED\"}");
        assertRefused(token);
        server.admin().patch(key.path(), "{\"status\":\"ENABLED\"}");
        assertAccepted(token);
        server.admin().delete(key.path());
        assertRefused(token);
    }

    @Test
    void aTokenEndsAtOnceWithTheSecretThatAskedForIt() {
        TestKey key = server.makeKey(AccessRight.EVENTS);
        String first = token(key);
        TestKey second = rotate(key, "PT1H");
        assertAccepted(first);
        String ofSecond = token(second);

        TestKey third = rotate(key, "PT0S");

        assertRefused(first);
        assertRefused(ofSecond);
        assertAccepted(token(third));
    }

    @Test
    void aTokenEndsWithTheOverlap() {
        TestKey key = server.makeKey(AccessRight.EVENTS);
        String token = token(key);
        Instant end = Instant.now().plusSeconds(5);
        TestKey rotated = rotate(key, "PT5S");
        assertAccepted(token);

        Pause.until(
                "the overlap to end",
                Duration.ofSeconds(30),
                () -> bearer(token).post("/api/v1/event", EVENT).status() == 401);

        assertThat(Instant.now()).isAfterOrEqualTo(end);
        assertRefused(token);
        assertAccepted(token(rotated));
    }

    @Test
    void aUseOfTheTokenIsAUseOfTheKeyAndEndsWithItsInactivity() {
        TestKey key = server.makeKey(AccessRight.EVENTS);
        String token = token(key);
        Instant issued = awaitUseAfter(key, Instant.EPOCH);
        assertAccepted(token);
        awaitUseAfter(key, issued);

        server.setTime(key, "idle_since", Instant.now().minus(Duration.ofDays(91)));
        Pause.until(
                "the change of the row to be known",
                Duration.ofSeconds(30),
                () -> bearer(token).post("/api/v1/event", EVENT).status() == 401);
        assertRefused(token);
    }

    @Test
    void aTokenIsBoundByWhatBindsItsKey() {
        Midnight.stayClear();
        TestKey elsewhere = server.makeKey(AccessRight.EVENTS);
        String token = token(elsewhere);
        server.admin().patch(elsewhere.path(), "{\"allowedAddresses\":[\"192.0.2.0/24\"]}");
        assertRefused(token, 403, "address-not-allowed");
        JsonNode uses =
                server.admin().get(elsewhere.path() + "/activity").json().get("uses");
        assertThat(uses.get(0).get("status").intValue()).isEqualTo(403);
        assertThat(uses.get(0).get("path").stringValue()).isEqualTo("/api/v1/event");

        // The request for the token counts too.
        String slow = token(makeKey("\"rateLimit\":\"2/PT1H\""));
        assertAccepted(slow);
        assertRefused(slow, 429, "too-many-requests");

        String frugal = token(makeKey("\"quota\":{\"requests\":2,\"period\":\"MONTH\"}"));
        assertAccepted(frugal);
        assertRefused(frugal, 429, "quota-used-up");
    }

    private TestKey makeKey(String more) {
        return server.makeKey(server.admin(), AccessRight.EVENTS, "," + more);
    }

    private void assertRefused(String token, int status, String problem) {
        Answer answer = bearer(token).post("/api/v1/event", EVENT);
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.json().get("type").stringValue()).isEqualTo("urn:latchkey:problem:" + problem);
    }

    private Instant awaitUseAfter(TestKey key, Instant before) {
        Pause.until("a use to be written down", Duration.ofSeconds(30), () -> lastUse(key)
                .isAfter(before));
        return lastUse(key);
    }

    /** Returns that of the secret: that of the key counts before it is written. */
    private Instant lastUse(TestKey key) {
        JsonNode lastUse = server.admin().get(key.path()).json().at("/secrets/0/lastUsedAt");
        return lastUse.isString() ? Instant.parse(lastUse.stringValue()) : Instant.EPOCH;
    }

    @Test
    void aTokenIsNotLogged() {
        String token = token(server.makeKey(AccessRight.EVENTS));
        bearer(token).post("/api/v1/event", "{");
        bearer(token).get("/api/v1/version");

        server.awaitLogged();
        assertThat(server.everythingWritten())
                .doesNotContain(token)
                .doesNotContain(token.substring(token.indexOf('.')));
    }

    private TestKey rotate(TestKey key, String overlap) {
        Answer answer = server.admin().post(key.path() + "/rotation", "{\"overlap\":\"" + overlap + "\"}");
        assertThat(answer.status()).isEqualTo(200);
        return new TestKey(key.number(), answer.json().get("key").stringValue());
    }

    private String token(TestKey key) {
        return server.with(key)
                .post("/api/v1/auth/token", "")
                .json()
                .get("access_token")
                .stringValue();
    }

    private Caller bearer(String token) {
        return server.anonymous().with("Authorization", "Bearer " + token);
    }

    private void assertAccepted(String token) {
        assertThat(bearer(token).post("/api/v1/event", EVENT).status()).isEqualTo(200);
    }

    private void assertRefused(String token) {
        Answer answer = bearer(token).post("/api/v1/event", EVENT);
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.header("WWW-Authenticate")).hasValue(CHALLENGE);
    }
}
