package io.latchkey.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.right.AccessRight;
import io.latchkey.testing.Answer;
import io.latchkey.testing.Caller;
import io.latchkey.testing.LatchkeyServer;
import io.latchkey.testing.Pause;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ArgumentsSource;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** What clients read of the messages they have sent. */
@Execution(ExecutionMode.SAME_THREAD)
@ParameterizedClass(name = "{0}", autoCloseArguments = false)
@ArgumentsSource(RunningGateways.class)
class HistoryIT {

    private static final String RANGE = "?dateFrom=2020-01-01&dateTo=2999-12-31";

    private final LatchkeyServer server;
    private final Caller sender;
    private final Caller reader;

    HistoryIT(Gateways gateways) {
        this.server = gateways.server();
        this.sender = server.with(server.makeKey(AccessRight.MESSAGES));
        this.reader = server.with(server.makeKey(AccessRight.EVENTS_AND_CONTACTS));
    }

    @Test
    void whatHasBecomeOfAMessageIsToldInOrder() {
        String ann = address();
        String requestId = send(ann, "ext-" + ann);
        report(requestId, "OPENED");
        report(requestId, "CLICKED");
        report(requestId, "OPENED");

        List<JsonNode> activities = activity("&email=" + ann);

        assertThat(activities)
                .extracting(activity -> activity.get("activityStatus").stringValue())
                .containsExactly("DELIVERED", "READ", "CLICKED");
        JsonNode first = activities.get(0);
        assertThat(first.get("iid").stringValue()).isEqualTo(requestId);
        assertThat(first.get("externalRequestId").stringValue()).isEqualTo("ext-" + ann);
        assertThat(first.get("email").stringValue()).isEqualTo(ann);
        assertThat(first.get("mediaType").stringValue()).isEqualTo("email");
        assertThat(first.get("messageTag").stringValue()).isEqualTo("tag1");
        assertThat(first.get("from").stringValue()).isEqualTo("shop@example.com");
        assertThat(Instant.parse(first.get("activityDateTime").stringValue()))
                .isBetween(Instant.now().minusSeconds(60), Instant.now());
        assertThat(first.valueStream()).noneMatch(JsonNode::isNull);
        assertThat(activity("&email=" + ann + "&activityStatus=READ")).hasSize(1);
        assertThat(activity("&email=" + ann + "&activityStatus=SPAM")).isEmpty();
        assertThat(activity("&email=" + ann + "&messageTag=tag1")).hasSize(3);
        assertThat(activity("&email=" + ann + "&messageTag=50%25%20off&activityStatus=READ"))
                .hasSize(1);
        for (String other : List.of("tag", "tag11", "Tag1", "%25", "tag1,50%25%20off")) {
            assertThat(activity("&email=" + ann + "&messageTag=" + other))
                    .as(other)
                    .isEmpty();
        }
        assertThat(status(requestId)).isEqualTo("CLICKED");
    }

    @Test
    void whatIsSentAgainIsStoredOnceAndToldApart() {
        long template = sender.post(
                        "/api/v1/messages/email",
                        "{\"name\":\"n\",\"from\":\"shop@example.com\",\"subject\":\"s\",\"htmlText\":\"${name}\"}")
                .json()
                .get("id")
                .longValue();
        for (String language : List.of("uk", "de")) {
            sender.put(
                    "/api/v1/messages/email/" + template + "/" + language,
                    "{\"name\":\"%1$s\",\"from\":\"shop@example.com\",\"subject\":\"%1$s\",\"htmlText\":\"h\"}"
                            .formatted(language));
        }
        List<String> recipients = List.of(address(), address(), address());

        for (String ann : recipients) {
            Answer sent = sender.post(
                    "/api/v1/message/" + template + "/smartsend",
                    "{\"recipients\":[{\"locator\":\"%1$s\"},{\"locator\":\"uk%1$s\",\"languageCode\":\"uk\"},"
                                    .formatted(ann)
                            + "{\"locator\":\"de%1$s\",\"languageCode\":\"de\"},".formatted(ann)
                            + "{\"locator\":\"fr%1$s\",\"languageCode\":\"fr\"}]}".formatted(ann));
            assertThat(sent.status()).as(sent.body()).isEqualTo(200);
        }

        assertThat(contents(template)).isEqualTo("3");
        List<Long> instances = new ArrayList<>();
        for (String ann : recipients) {
            await(() -> activity("&email=fr" + ann).size() == 1);
            await(() -> activity("&email=uk" + ann).size() == 1);
            long instance = instance(activity("&email=fr" + ann).get(0));
            assertThat(instance(history(ann))).isEqualTo(instance);
            assertThat(instance(history("uk" + ann))).isNotEqualTo(instance);
            assertThat(history("uk" + ann).get("subject").stringValue()).isEqualTo("uk");
            assertThat(activity("&email=uk" + ann).get(0).get("messageName").stringValue())
                    .isEqualTo("uk");
            instances.add(instance);
        }
        assertThat(instances).doesNotHaveDuplicates();

        sender.put(
                "/api/v1/messages/email/" + template + "/uk",
                "{\"name\":\"uk\",\"from\":\"shop@example.com\",\"subject\":\"new\",\"htmlText\":\"h\"}");
        String bob = address();
        sender.post(
                "/api/v1/message/" + template + "/smartsend",
                "{\"recipients\":[{\"locator\":\"%s\",\"languageCode\":\"uk\"}]}".formatted(bob));
        assertThat(history(bob).get("subject").stringValue()).isEqualTo("new");
        assertThat(history("uk" + recipients.get(0)).get("subject").stringValue())
                .isEqualTo("uk");
        assertThat(contents(template)).isEqualTo("4");
    }

    private String contents(long template) {
        return server.database().value("SELECT COUNT(*) FROM message_content WHERE template_id = ?", template);
    }

    private JsonNode history(String address) {
        return reader.get("/api/v2/contacts/messages" + RANGE + "&email=" + address)
                .json()
                .get(0);
    }

    private static long instance(JsonNode message) {
        return message.get("messageInstanceId").longValue();
    }

    @Test
    void theListGoesOnAfterAReportOfLongAgo() {
        String ann = address();
        String requestId = send(ann, "ext-" + ann);
        Answer reported = sender.put(
                "/api/v1/interactions/" + requestId + "/status", "{\"status\":\"OPENED\",\"time\":\"1969-12-31\"}");
        assertThat(reported.status()).isEqualTo(200);
        String query = "/api/v2/contacts/activity?dateFrom=1900-01-01&dateTo=2999-12-31&maxrows=1&email=" + ann;

        JsonNode first = reader.get(query).json().get(0);
        Answer next = reader.get(query + "&offset=" + first.get("offset").stringValue());

        assertThat(first.get("activityStatus").stringValue()).isEqualTo("READ");
        assertThat(next.status()).as(next.body()).isEqualTo(200);
        assertThat(next.json().get(0).get("activityStatus").stringValue()).isEqualTo("DELIVERED");
    }

    @Test
    void aContactsMessagesAreFoundByTheIdInAnotherSystem() {
        String ann = address();
        Caller contacts = server.with(server.makeKey(AccessRight.EVENTS_AND_CONTACTS));
        contacts.post(
                "/api/v1/contact",
                "{\"externalCustomerId\":\"ext-%1$s\",\"channels\":[{\"type\":\"email\",\"value\":\"%1$s\"}]}"
                        .formatted(ann));
        send(ann, "x");

        assertThat(reader.get("/api/v2/contacts/messages" + RANGE + "&externalCustomerId=%20ext-" + ann + "%20")
                        .json())
                .hasSize(1);
    }

    @Test
    void theListGoesOnAfterEachOffset() {
        String ann = address();
        for (int i = 0; i < 5; i++) {
            send(ann, UUID.randomUUID().toString());
        }
        await(() -> activity("&email=" + ann).size() == 5);

        List<String> seen = new ArrayList<>();
        String offset = "";
        while (true) {
            List<JsonNode> page = activity("&email=" + ann + "&maxrows=2&offset=" + offset);
            if (page.isEmpty()) {
                break;
            }
            page.forEach(activity -> seen.add(activity.get("iid").stringValue()));
            offset = page.get(page.size() - 1).get("offset").stringValue();
        }

        assertThat(seen).hasSize(5).doesNotHaveDuplicates();
        assertThat(activity("&email=" + ann + "&maxrows=2&startindex=3"))
                .extracting(activity -> activity.get("iid").stringValue())
                .isEqualTo(seen.subList(2, 4));
        assertThat(activity("&email=" + ann + "&startindex=6")).isEmpty();
    }

    @Test
    void aContactsMessagesAreToldTheLatestFirst() {
        String ann = address();
        send(ann, "one");
        send(ann, "two");

        JsonNode all = reader.get(
                        "/api/v2/contacts/messages" + RANGE + "&email=" + ann.toUpperCase(java.util.Locale.ROOT))
                .json();

        assertThat(all).hasSize(2);
        assertThat(all.get(0).get("subject").stringValue()).isEqualTo("two " + ann);
        assertThat(all.get(0).get("email").stringValue()).isEqualTo(ann);
        assertThat(all.get(0).get("channelType").stringValue()).isEqualTo("email");
        assertThat(all.get(0).get("activityStatus").stringValue()).isEqualTo("DELIVERED");
        assertThat(all.get(0).get("messageId").longValue()).isZero();
        JsonNode second = reader.get("/api/v2/contacts/messages" + RANGE + "&email=" + ann
                        + "&maxrows=1&offset=1&channelTypes=email,sms")
                .json();
        assertThat(second.get(0).get("subject").stringValue()).isEqualTo("one " + ann);
        assertThat(reader.get("/api/v2/contacts/messages" + RANGE + "&email=" + ann + "&channelTypes=viber")
                        .json())
                .isEmpty();
        assertThat(reader.get("/api/v2/contacts/messages?dateFrom=2020-01-01&dateTo=2020-01-02&email=" + ann)
                        .json())
                .isEmpty();
    }

    /** As those may be that were queued when there was no limit. */
    @Test
    void aTextMessageTooLongWithItsValuesIsToldWithoutItsText() {
        String number = "38050" + Math.abs(UUID.randomUUID().getLeastSignificantBits() % 10_000_000L);
        long template = sender.post(
                        "/api/v1/messages/sms",
                        "{\"name\":\"bomb\",\"from\":\"Shop\",\"text\":\"" + "%a%".repeat(30) + "\"}")
                .json()
                .get("id")
                .longValue();
        sender.post(
                "/api/v1/message/" + template + "/smartsend",
                "{\"recipients\":[{\"locator\":\"" + number + "\",\"jsonParam\":{\"a\":\"z\"}}]}");
        server.database()
                .execute(
                        "UPDATE message SET params = ? WHERE recipient = ?",
                        "{\"a\":\"" + "y".repeat(60_000) + "\"}",
                        number);

        JsonNode message = reader.get("/api/v2/contacts/messages" + RANGE + "&phone=%2B" + number)
                .json()
                .get(0);

        assertThat(message.get("phone").stringValue()).isEqualTo(number);
        assertThat(message.has("text")).isFalse();
    }

    @Test
    void aTextMessageIsToldWithItsText() {
        String number = "38050" + Math.abs(UUID.randomUUID().getLeastSignificantBits() % 10_000_000L);
        sender.post(
                "/api/v1/message/sms",
                "{\"from\":\"Shop\",\"text\":\"to %SMS%\",\"phoneNumbers\":[\"+" + number + "\"]}");

        JsonNode message = reader.get("/api/v2/contacts/messages" + RANGE + "&phone=%2B" + number)
                .json()
                .get(0);

        assertThat(message.get("phone").stringValue()).isEqualTo(number);
        assertThat(message.get("text").stringValue()).isEqualTo("to " + number);
        await(() -> sender.get("/api/v1/callouts/sms/?maxrows=1")
                        .json()
                        .get(0)
                        .get("sent")
                        .longValue()
                == 1);
    }

    @Test
    void anotherOrganisationReadsNothingOfIt() {
        String ann = address();
        send(ann, "x");
        Caller other = server.with(server.makeKey(server.ownerOfOther(), AccessRight.FULL));

        assertThat(other.get("/api/v2/contacts/activity" + RANGE + "&email=" + ann)
                        .json())
                .isEmpty();
        assertThat(other.get("/api/v2/contacts/messages" + RANGE + "&email=" + ann)
                        .json())
                .isEmpty();
    }

    @Test
    void readingNeedsTheRightToReadContacts() {
        for (AccessRight right : AccessRight.builtIn()) {
            Caller caller = server.with(server.makeKey(right));
            int expected = right == AccessRight.FULL || right == AccessRight.EVENTS_AND_CONTACTS ? 200 : 403;
            assertThat(caller.get("/api/v2/contacts/activity" + RANGE + "&maxrows=1")
                            .status())
                    .isEqualTo(expected);
            assertThat(caller.get("/api/v2/contacts/messages" + RANGE + "&email=a@b.c")
                            .status())
                    .isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "activity ~ '' ~ dateFrom",
                "activity ~ ?dateFrom=yesterday&dateTo=2026-01-01 ~ dateFrom",
                "activity ~ ?dateFrom=2026-02-30&dateTo=2026-01-01 ~ dateFrom",
                "activity ~ ?dateFrom=2026-01-01&dateTo=%2B999999999-01-01 ~ dateTo",
                "activity ~ ?dateFrom=2026-01-01&dateTo=2026-12-31T23:59:60Z ~ dateTo",
                "activity ~ ?dateFrom=2026-01-01&dateTo=2026-01-02&maxrows=25001 ~ maxrows",
                "activity ~ ?dateFrom=2026-01-01&dateTo=2026-01-02&offset=x ~ offset",
                "activity ~ ?dateFrom=2026-01-01&dateTo=2026-01-02&email=%00 ~ email",
                "activity ~ ?dateFrom=2026-01-01&dateTo=2026-01-02&activityStatus=X ~ activityStatus",
                "activity ~ ?dateFrom=2026-01-01&dateTo=2026-01-02&messageTag=a%0Ab ~ messageTag",
                "activity ~ ?dateFrom=2026-01-01&dateTo=2026-01-02&webPushToken=X ~ webPushToken",
                "activity ~ ?dateFrom=2026-01-01&dateTo=2026-01-02&mobPushToken=X ~ mobPushToken",
                "messages ~ '' ~ dateFrom",
                "messages ~ ?dateFrom=2026-01-01&dateTo=2026-01-02 ~ email",
                "messages ~ ?dateFrom=2026-01-01&dateTo=2026-01-02&email=nobody ~ email",
                "messages ~ ?dateFrom=2026-01-01&dateTo=2026-01-02&phone=nobody ~ phone",
                "messages ~ ?dateFrom=2026-01-01&dateTo=2026-01-02&email=a@b.c&phone=nobody ~ phone",
                "messages ~ ?dateFrom=2026-01-01&dateTo=2026-01-02&email=a@b.c&channelTypes=email,mial ~ channelTypes",
                "messages ~ ?dateFrom=2026-01-01&dateTo=2026-01-02&externalCustomerId=%00 ~ externalCustomerId",
                "messages ~ ?dateFrom=2026-01-01&dateTo=2026-01-02&email=a@b.c&maxrows=101 ~ maxrows",
            })
    void badParametersAreRefusedByName(String method, String query, String fields) {
        Answer answer = reader.get("/api/v2/contacts/" + method + query);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.invalidFields()).containsExactlyInAnyOrder(fields.split(","));
    }

    @ParameterizedTest
    @CsvSource({
        "/api/v2/contacts/activity,dateFrom dateTo",
        "/api/v1/contactActivity,dateFrom dateTo",
        "/api/v2/contacts/messages,dateFrom dateTo",
        "/api/v1/message/status,ids",
        "/api/v1/message/email/status,ids",
        "/api/v1/message/sms/status,ids"
    })
    void whatIsRequiredIsDescribedAsSuch(String path, String required) {
        JsonNode parameters = server.anonymous()
                .with("Accept", "application/json")
                .get("/openapi")
                .json()
                .get("paths")
                .get(path)
                .get("get")
                .get("parameters");

        assertThat(parameters
                        .valueStream()
                        .filter(parameter -> parameter.path("required").booleanValue(false))
                        .map(parameter -> parameter.get("name").stringValue()))
                .containsExactlyInAnyOrder(required.split(" "));
    }

    @ParameterizedTest
    @CsvSource({
        "2020-01-01T00:00,2999-01-01T23:59:59.123456789Z",
        "2020-01-01 00:00,2999-01-01T23:59:59+02:00",
        "2020-01-01T00:00:00%2B02:00,2999-01-01",
        "2020-01-01T00:00:00+02:00,2999-01-01T10:00%2B0300"
    })
    void timesAreTakenInEveryUsualForm(String from, String to) {
        String query = "?dateFrom=" + from.replace(" ", "%20") + "&dateTo=" + to + "&maxrows=1";

        assertThat(reader.get("/api/v2/contacts/activity" + query).status()).isEqualTo(200);
        // The address that older clients know.
        assertThat(reader.get("/api/v1/contactActivity/" + query).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {"{} ~ status", "{\"status\":\"SOLD\"} ~ status", "{\"status\":\"OPENED\",\"time\":\"soon\"} ~ time"
            })
    void badReportsAreRefusedByField(String json, String field) {
        String requestId = send(address(), "x");

        assertThat(sender.put("/api/v1/interactions/" + requestId + "/status", json)
                        .invalidFields())
                .containsExactly(field);
        assertThat(sender.put("/api/v1/interactions/x/status", "{\"status\":\"OPENED\"}")
                        .status())
                .isEqualTo(404);
    }

    private String send(String address, String externalRequestId) {
        Answer sent =
                sender.post("/api/v1/message/email", """
                {"from":"shop@example.com","subject":"%s %%EMAIL%%","htmlText":"x","emails":["%s"],"tags":["tag1","50%% off"],
                 "externalRequestId":"%s"}""".formatted(externalRequestId, address, externalRequestId));
        String requestId = sent.json().get("results").get(0).get("requestId").stringValue();
        await(() -> status(requestId).equals("DELIVERED"));
        return requestId;
    }

    private String status(String requestId) {
        return sender.get("/api/v1/message/status?ids=" + requestId)
                .json()
                .get("results")
                .get("status")
                .stringValue();
    }

    private void report(String requestId, String status) {
        assertThat(sender.put(
                                "/api/v1/interactions/" + requestId + "/status",
                                "{\"token\":\"t\",\"status\":\"" + status + "\"}")
                        .status())
                .isEqualTo(200);
    }

    private List<JsonNode> activity(String query) {
        Answer answer = reader.get("/api/v2/contacts/activity" + RANGE + query);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json().valueStream().toList();
    }

    private static String address() {
        return "h" + UUID.randomUUID().toString().substring(0, 13) + "@example.com";
    }

    private static void await(BooleanSupplier condition) {
        Pause.until("what was sent", Duration.ofSeconds(20), condition);
    }
}
