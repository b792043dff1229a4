package io.latchkey.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.right.AccessRight;
import io.latchkey.testing.Answer;
import io.latchkey.testing.AtOnce;
import io.latchkey.testing.Caller;
import io.latchkey.testing.LatchkeyServer;
import io.latchkey.testing.OnEachDatabase;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Events sent as they happen: their forms, their limits, and what a repeat is. */
@OnEachDatabase
class EventIT {

    private static final List<String> VERSIONS = List.of("v1", "v2", "v3");

    private final LatchkeyServer server;
    private final Caller key;
    private final String type = "type-" + UUID.randomUUID();

    EventIT(LatchkeyServer server) {
        this.server = server;
        this.key = server.with(server.makeKey(AccessRight.EVENTS));
    }

    @Test
    void eachVersionTakesBothForms() {
        for (String version : VERSIONS) {
            assertStored(version, "\"params\":[{\"name\":\"a\",\"value\":1.50}]", "{\"a\":1.50}");
            assertStored(version, "\"params\":{\"a\":{\"b\":[true,null]}}", "{\"a\":{\"b\":[true,null]}}");
            assertStored(version, "\"parameters\":[{\"name\":\"c\",\"value\":\"d\"}]", "{\"c\":\"d\"}");
            assertStored(version, "\"params\":[]", "{}");
        }
        assertStored("v1", "\"params\":[{\"name\":\"a\",\"value\":\"{\\\"b\\\":2}\"}]", "{\"a\":{\"b\":2}}");
        assertStored("v2", "\"params\":[{\"name\":\"a\",\"value\":\"{\\\"b\\\":2}\"}]", "{\"a\":\"{\\\"b\\\":2}\"}");
    }

    private void assertStored(String version, String params, String kept) {
        String keyValue = UUID.randomUUID().toString();
        Answer answer = key.post(
                "/api/" + version + "/event",
                "{\"eventTypeKey\":\"" + type + "\",\"keyValue\":\"" + keyValue + "\"," + params + "}");
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{}");
        assertThat(server.database().value("SELECT params FROM event WHERE key_value = ?", keyValue))
                .isEqualTo(kept);
    }

    @Test
    void theContactStandsInForTheKeyValue() {
        assertThat(key.post("/api/v3/event", "{\"eventTypeKey\":\"" + type + "\",\"params\":{\"contactId\":71}}")
                        .status())
                .isEqualTo(200);
        assertThat(server.database().value("SELECT key_value FROM event WHERE event_type_key = ?", type))
                .isEqualTo("71");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "'' | ''",
                "[] | ''",
                "{} | eventTypeKey",
                "{\"eventTypeKey\":\" \",\"keyValue\":\"k\"} | eventTypeKey",
                "{\"eventTypeKey\":7,\"keyValue\":\"k\"} | eventTypeKey",
                "{\"eventTypeKey\":\"\\u0000\",\"keyValue\":\"k\"} | eventTypeKey",
                "{\"eventTypeKey\":\"t\"} | keyValue",
                "{\"eventTypeKey\":\"t\",\"keyValue\":{}} | keyValue",
                "{\"eventTypeKey\":\"t\",\"keyValue\":\"k\",\"params\":7} | params",
                "{\"eventTypeKey\":\"t\",\"keyValue\":\"k\",\"params\":{\"a\":\"\\ud800\"}} | params",
                "{\"eventTypeKey\":\"t\",\"keyValue\":\"k\",\"params\":[{\"value\":1}]} | params[0].name",
                "{\"eventTypeKey\":\"t\",\"keyValue\":\"k\",\"more\":1} | more",
            })
    void badInputIsNamed(String body, String field) {
        for (String version : VERSIONS) {
            Answer answer = key.post("/api/" + version + "/event", body);
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.invalidFields()).containsExactly(field);
        }
    }

    @Test
    void textIsAsLongAsItsColumn() {
        assertThat(send(key, "v1", "k".repeat(300), "{}").status()).isEqualTo(200);
        assertThat(send(key, "v1", "k".repeat(301), "{}").invalidFields()).containsExactly("keyValue");
        assertThat(key.post("/api/v1/event", "{\"eventTypeKey\":\"" + "t".repeat(256) + "\",\"keyValue\":\"k\"}")
                        .invalidFields())
                .containsExactly("eventTypeKey");
    }

    @Test
    void aBodyHasAtMost20Kilobytes() {
        String exact = bodyOf(20_480);
        String over = bodyOf(20_481);

        for (String version : VERSIONS) {
            String path = "/api/" + version + "/event";
            assertThat(key.post(path, exact).status()).isEqualTo(200);
            assertThat(key.post(path, over).status()).isEqualTo(413);
            assertThat(streamed(path, exact).status()).isEqualTo(200);
            Answer refused = streamed(path, over);
            assertThat(refused.status()).isEqualTo(413);
            assertThat(refused.header("Content-Type")).hasValue("application/problem+json");
            assertThat(refused.json().get("detail").stringValue()).contains("20480");
        }
    }

    private String bodyOf(int bytes) {
        String frame = "{\"eventTypeKey\":\"" + type + "\",\"keyValue\":\"big\",\"params\":{\"a\":\"\"}}";
        return frame.replace("\"\"", "\"" + "x".repeat(bytes - frame.length()) + "\"");
    }

    private Answer streamed(String path, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        return key.with("Content-Type", "application/json")
                .send("POST", path, HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(bytes)));
    }

    @Test
    void aRepeatIsStoredOnce() {
        for (int i = 0; i < 3; i++) {
            assertThat(send(key, "v2", "k", "{\"a\":1}").status()).isEqualTo(200);
        }

        assertThat(events("k")).isEqualTo(1);
    }

    @Test
    void whateverDiffersIsStored() {
        send(key, "v2", "k", "{\"a\":1}");
        send(key, "v2", "k", "{\"a\":2}");
        send(key, "v2", "k", "{\"a\":1}");
        send(key, "v3", "k", "{\"a\":1}");
        send(server.with(server.makeKey(AccessRight.EVENTS)), "v3", "k", "{\"a\":1}");

        assertThat(events("k")).isEqualTo(5);
    }

    @Test
    void aRepeatAfterTheWindowIsAnEventOfItsOwn() {
        send(key, "v2", "k", "{}");
        server.database()
                .execute(
                        "UPDATE event SET occurred_at = occurred_at - INTERVAL '31' MINUTE,"
                                + " received_at = received_at - INTERVAL '31' MINUTE WHERE event_type_key = ?",
                        type);
        send(key, "v2", "k", "{}");
        send(key, "v2", "k", "{}");

        assertThat(events("k")).isEqualTo(2);
    }

    @Test
    void theSameRequestAtOnceIsStoredOnce() {
        assertThat(atOnce(i -> send(key, "v1", "k", "{\"a\":1}").status())).containsOnly(200);

        assertThat(events("k")).isEqualTo(1);
    }

    @Test
    void differentRequestsAtOnceAreAllStored() {
        assertThat(atOnce(i -> send(key, "v1", "k", "{\"a\":" + i + "}").status()))
                .containsOnly(200);

        assertThat(events("k")).isEqualTo(20);
    }

    private static List<Integer> atOnce(IntFunction<Integer> request) {
        return AtOnce.make(20, request);
    }

    @Test
    void anotherOrganisationsEventIsNoRepeat() {
        Caller other = server.with(server.makeKey(server.ownerOfOther(), AccessRight.EVENTS));
        send(key, "v1", "k", "{}");
        send(other, "v1", "k", "{}");
        send(other, "v1", "k", "{}");

        assertThat(events("k")).isEqualTo(2);
    }

    @Test
    void otherRightsDoNotSend() {
        assertThat(send(server.with(server.makeKey(AccessRight.MESSAGES)), "v1", "k", "{}")
                        .status())
                .isEqualTo(403);
        assertThat(send(server.anonymous(), "v1", "k", "{}").status()).isEqualTo(401);
    }

    private Answer send(Caller caller, String version, String keyValue, String params) {
        return caller.post(
                "/api/" + version + "/event",
                "{\"eventTypeKey\":\"" + type + "\",\"keyValue\":\"" + keyValue + "\",\"params\":" + params + "}");
    }

    private long events(String keyValue) {
        return Long.parseLong(server.database()
                .value("SELECT COUNT(*) FROM event WHERE event_type_key = ? AND key_value = ?", type, keyValue));
    }
}
