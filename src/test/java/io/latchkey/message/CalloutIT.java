package io.latchkey.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.right.AccessRight;
import io.latchkey.testing.Answer;
import io.latchkey.testing.Caller;
import io.latchkey.testing.LatchkeyServer;
import io.latchkey.testing.OnEachDatabase;
import io.latchkey.testing.Pause;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The statistics of text messages, on a server that keeps them all: what has become of each is written beside it. */
@OnEachDatabase
class CalloutIT {

    private static final String PATH = "/api/v1/callouts/sms";

    private final LatchkeyServer server;
    private final Caller key;

    CalloutIT(LatchkeyServer server) {
        this.server = server;
        // Of an organisation of its own: other tests send text messages meanwhile.
        String owner = "owner-" + UUID.randomUUID();
        server.addOrganisation(owner);
        this.key = server.with(
                server.makeKey(server.anonymous().as(owner, LatchkeyServer.ADMIN_PASSWORD), AccessRight.MESSAGES));
    }

    @Test
    void whatHasBecomeOfTheMessagesIsCounted() {
        String name = name();
        List<String> kept = send(name, 8);

        JsonNode before = callouts("?maxrows=1").get(0);
        assertThat(before.get("calloutName").stringValue()).isEqualTo(name);
        assertThat(counts(before)).containsExactly(0L, 0L, 0L);
        assertThat(Instant.parse(before.get("date").stringValue()))
                .isBetween(Instant.now().minusSeconds(120), Instant.now());

        // The last one stays as it is.
        List<String> outcomes = List.of("SENT", "SENT", "DELIVERED", "READ", "CLICKED", "FAILED", "UNSUBSCRIBED");
        for (int i = 0; i < outcomes.size(); i++) {
            server.database()
                    .execute("UPDATE message SET status = ? WHERE request_id = ?", outcomes.get(i), kept.get(i));
        }

        JsonNode after = callouts("?maxrows=1").get(0);
        assertThat(after.get("calloutName").stringValue()).isEqualTo(name);
        assertThat(counts(after)).containsExactly(5L, 3L, 2L);
    }

    @Test
    void eachRequestHasItsOwnTheLatestFirst() {
        String first = name();
        String second = name();
        send(first, 1);
        send(second, 2);
        key.post("/api/v1/message/sms", "{\"from\":\"Shop\",\"text\":\"x\",\"phoneNumbers\":[" + numbers(1) + "]}");

        assertThat(names("?maxrows=3")).containsExactly("", second, first);
        assertThat(names("/?startindex=2&maxrows=1")).containsExactly(second);
        assertThat(names("?startindex=3&maxrows=1")).containsExactly(first);
        assertThat(callouts("?startindex=10000")).isEmpty();
    }

    @Test
    void anotherOrganisationsAreNotTold() {
        String name = name();
        send(name, 1);
        Caller other = server.with(server.makeKey(server.ownerOfOther(), AccessRight.MESSAGES));

        assertThat(names("?maxrows=500")).contains(name);
        assertThat(other.get(PATH + "?maxrows=500").json().toString()).doesNotContain(name);
    }

    private static List<Long> counts(JsonNode callout) {
        assertThat(callout.propertyNames())
                .containsExactlyInAnyOrder("calloutName", "date", "sent", "delivered", "errors");
        return List.of(
                callout.get("sent").longValue(),
                callout.get("delivered").longValue(),
                callout.get("errors").longValue());
    }

    private List<String> names(String query) {
        return callouts(query)
                .valueStream()
                .map(callout -> callout.get("calloutName").stringValue())
                .toList();
    }

    private JsonNode callouts(String query) {
        Answer answer = key.get(PATH + query);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json();
    }

    /** Sends a template of this name to so many recipients, and returns the ids once all messages are kept. */
    private List<String> send(String name, int recipients) {
        long template = key.post("/api/v1/messages/sms", "{\"name\":\"" + name + "\",\"from\":\"Shop\",\"text\":\"x\"}")
                .json()
                .get("id")
                .longValue();
        Answer sent = key.post(
                "/api/v1/message/" + template + "/smartsend", "{\"recipients\":[" + numbers(recipients) + "]}");
        assertThat(sent.status()).as(sent.body()).isEqualTo(200);
        List<String> requestIds = sent.json().findValuesAsString("requestId");
        Pause.until("all to be kept", Duration.ofSeconds(30), () -> requestIds.stream()
                .allMatch(id -> server.database()
                        .value("SELECT status FROM message WHERE request_id = ?", id)
                        .equals("KEPT")));
        return requestIds;
    }

    private static String numbers(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "\"38050123456" + i + "\"")
                .collect(Collectors.joining(","));
    }

    private static String name() {
        return "c-" + UUID.randomUUID();
    }
}
