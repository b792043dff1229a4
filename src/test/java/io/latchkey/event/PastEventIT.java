package io.latchkey.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.right.AccessRight;
import io.latchkey.testing.Answer;
import io.latchkey.testing.AtOnce;
import io.latchkey.testing.Caller;
import io.latchkey.testing.LatchkeyServer;
import io.latchkey.testing.OnEachDatabase;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Events imported from the past: per item what happened, and the same event only once. */
@OnEachDatabase
class PastEventIT {

    private final LatchkeyServer server;
    private final Caller key;
    private final String type = "past-" + UUID.randomUUID();

    PastEventIT(LatchkeyServer server) {
        this.server = server;
        this.key = server.with(server.makeKey(AccessRight.EVENTS_AND_CONTACTS_ADD_UPDATE));
    }

    @Test
    void eachVersionSaysWhatBecameOfEach() {
        for (String version : List.of("v1", "v2", "v3")) {
            Answer answer = key.post(
                    "/api/" + version + "/past_events",
                    request(
                            item(version, "\"occurredOn\":\"2020-05-14\""),
                            item(version, "\"occurred\":\"2020-05-14T00:00Z\""),
                            item(version, "\"occurredOn\":\"2020-05-14T10:11:12+03:00\""),
                            item(version, "\"occurredOn\":\"2020-02-30\""),
                            item(version, "\"occurredOn\":\"2999-01-01\""),
                            item(version, "\"occurredOn\":\"2020-05-14\",\"params\":7"),
                            item(version, "\"occurredOn\":[2020,5,14]"),
                            item(version, "\"occurredOn\":\"2020-05-14\",\"x\":1"),
                            "null",
                            "7"));

            assertThat(answer.status()).as(answer.body()).isEqualTo(200);
            assertThat(statuses(answer))
                    .containsExactly(
                            "STORED",
                            "REPEATED",
                            "STORED",
                            "FAILED",
                            "FAILED",
                            "FAILED",
                            "FAILED",
                            "FAILED",
                            "FAILED",
                            "FAILED");
            assertThat(answer.json().get("stored").intValue()).isEqualTo(2);
            assertThat(answer.json().get("repeated").intValue()).isEqualTo(1);
            assertThat(answer.json().get("failed").intValue()).isEqualTo(7);
            assertThat(invalidFields(answer))
                    .containsExactly(
                            List.of(),
                            List.of(),
                            List.of(),
                            List.of("events[3].occurredOn"),
                            List.of("events[4].occurredOn"),
                            List.of("events[5].params"),
                            List.of("events[6].occurredOn"),
                            List.of("events[7].x"),
                            List.of("events[8]"),
                            List.of("events[9]"));
            assertThat(answer.json().at("/results/0").has("errors")).isFalse();
        }
        assertThat(events()).isEqualTo(6);
        assertThat(Long.parseLong(server.database()
                        .value(
                                "SELECT COUNT(*) FROM event WHERE event_type_key = ?"
                                        + " AND occurred_at = TIMESTAMP WITH TIME ZONE '2020-05-14 07:11:12+00:00'",
                                type)))
                .isEqualTo(3);
    }

    @Test
    void anImportCanBeRepeated() {
        String request = request(
                item("a", "\"occurredOn\":\"2020-05-14\""),
                item("b", "\"occurredOn\":\"2020-05-14\",\"params\":{\"x\":1}"));

        assertThat(statuses(key.post("/api/v2/past_events", request))).containsExactly("STORED", "STORED");
        assertThat(statuses(key.post("/api/v1/past_events", request))).containsExactly("REPEATED", "REPEATED");
        assertThat(statuses(key.post(
                        "/api/v2/past_events",
                        request(
                                item("c", "\"occurredOn\":\"2021-01-01\""),
                                item("a", "\"occurredOn\":\"2020-05-14\"")))))
                .containsExactly("STORED", "REPEATED");
        assertThat(events()).isEqualTo(3);
    }

    @Test
    void theSameImportAtOnceIsStoredOnce() {
        String request = request(IntStream.range(0, 50)
                .mapToObj(i -> item("k" + i, "\"occurredOn\":\"2020-05-14\""))
                .toArray(String[]::new));

        List<Answer> answers = AtOnce.make(6, i -> key.post("/api/v2/past_events", request));

        assertThat(answers).extracting(Answer::status).containsOnly(200);
        assertThat(answers.stream()
                        .mapToInt(answer -> answer.json().get("stored").intValue())
                        .sum())
                .isEqualTo(50);
        assertThat(events()).isEqualTo(50);
    }

    @Test
    void anotherOrganisationsImportIsItsOwn() {
        Caller other = server.with(server.makeKey(server.ownerOfOther(), AccessRight.EVENTS));
        String request = request(item("a", "\"occurredOn\":\"2020-05-14\""));

        assertThat(statuses(key.post("/api/v2/past_events", request))).containsExactly("STORED");
        assertThat(statuses(other.post("/api/v2/past_events", request))).containsExactly("STORED");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "[] | ''",
                "{} | events",
                "{\"events\":[]} | events",
                "{\"events\":{}} | events",
                "{\"events\":[],\"x\":1} | x",
                "{\"events\":[null]} | events[0]",
                "{\"events\":[7]} | events[0]",
                "{\"events\":[{\"eventTypeKey\":\"t\",\"keyValue\":\"k\"}]} | events[0].occurredOn",
                "{\"events\":[{\"keyValue\":\"k\",\"occurredOn\":\"2020-05-14\"}]} | events[0].eventTypeKey",
                "{\"events\":[{\"eventTypeKey\":\"t\",\"occurredOn\":\"2020-05-14\"}]} | events[0].keyValue",
                "{\"events\":[{\"eventTypeKey\":\"t\",\"keyValue\":\"k\",\"occurredOn\":\"14.5.20\"}]} | events[0].occurredOn",
                "{\"events\":[{\"eventTypeKey\":\"t\",\"keyValue\":\"k\",\"occurredOn\":[]}]} | events[0].occurredOn",
                "{\"events\":[{\"eventTypeKey\":\"t\",\"keyValue\":\"k\",\"occurredOn\":\"2020-05-14\",\"x\":1}]} | events[0].x",
                "{\"events\":[{\"eventTypeKey\":\"t\",\"keyValue\":\"k\",\"occurredOn\":\"2020-05-14\",\"params\":7}]} | events[0].params",
            })
    void whereNothingIsValidTheRequestIsRefused(String body, String field) {
        Answer answer = key.post("/api/v2/past_events", body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.invalidFields()).contains(field);
    }

    @Test
    void aRequestHasAtMost500Events() {
        String[] items = IntStream.range(0, 501)
                .mapToObj(i -> item("k" + i, "\"occurredOn\":\"2020-05-14\""))
                .toArray(String[]::new);

        assertThat(key.post("/api/v2/past_events", request(items)).invalidFields())
                .containsExactly("events");
        assertThat(events()).isZero();
        items[500] = items[499];
        assertThat(key.post("/api/v2/past_events", request(java.util.Arrays.copyOf(items, 500)))
                        .json()
                        .get("stored")
                        .intValue())
                .isEqualTo(500);
    }

    @Test
    void otherRightsDoNotSend() {
        Caller messages = server.with(server.makeKey(AccessRight.MESSAGES));

        assertThat(messages.post("/api/v1/past_events", "{}").status()).isEqualTo(403);
    }

    private String item(String keyValue, String more) {
        return "{\"eventTypeKey\":\"" + type + "\",\"keyValue\":\"" + keyValue + "\"," + more + "}";
    }

    private static String request(String... items) {
        return List.of(items).stream().collect(Collectors.joining(",", "{\"events\":[", "]}"));
    }

    private static List<String> statuses(Answer answer) {
        return answer.json()
                .get("results")
                .valueStream()
                .map(item -> item.get("status").stringValue())
                .toList();
    }

    private static List<List<String>> invalidFields(Answer answer) {
        return answer.json()
                .get("results")
                .valueStream()
                .map(item -> item.path("errors")
                        .valueStream()
                        .map(error -> error.get("field").stringValue())
                        .toList())
                .toList();
    }

    private long events() {
        return Long.parseLong(server.database().value("SELECT COUNT(*) FROM event WHERE event_type_key = ?", type));
    }
}
