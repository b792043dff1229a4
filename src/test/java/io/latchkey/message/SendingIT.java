package io.latchkey.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.right.AccessRight;
import io.latchkey.testing.Answer;
import io.latchkey.testing.Caller;
import io.latchkey.testing.LatchkeyServer;
import io.latchkey.testing.Pause;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.Closeable;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ArgumentsSource;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** From a client's request to what the mail server and the webhook receive. */
@Execution(ExecutionMode.SAME_THREAD)
@ParameterizedClass(name = "{0}", autoCloseArguments = false)
@ArgumentsSource(RunningGateways.class)
class SendingIT {

    private static final String TEMPLATE = """
            {"name":"Welcome","from":"\\"Our shop\\" <shop@example.com>","subject":"Hello $!data.get('name')",
             "htmlText":"<html><head></head><body>Dear ${name}, %CITY|somewhere%</body></html>","css":"b{color:red}",
             "tags":["hello"]}""";
    private static final String SMS_TEMPLATE = """
            {"name":"Shipped","from":"Shop","text":"Order $!data.get('order').get('id') is on its way"}""";

    private static final String MAIL_FAULT = "The mail server could not be used";
    private static final String TEXT_FAULT = "The webhook for text messages could not be used";

    private final Gateways gateways;
    private final LatchkeyServer server;
    private final Caller key;

    SendingIT(Gateways gateways) {
        this.gateways = gateways;
        this.server = gateways.server();
        this.key = server.with(server.makeKey(AccessRight.MESSAGES));
    }

    @AfterEach
    void webhookIsWell() {
        gateways.webhookAnswers(202);
        gateways.webhookMeanwhile(text -> {});
    }

    @Test
    void aSmallRequestDoesNotBecomeALargeOne() {
        long template = create("email", TEMPLATE);
        String recipients = java.util.stream.IntStream.range(0, 100)
                .mapToObj(i -> "{\"locator\":\"" + address() + "\"}")
                .collect(java.util.stream.Collectors.joining(","));

        Answer refused = key.post(
                "/api/v1/message/" + template + "/send",
                "{\"params\":{\"name\":\"" + "x".repeat(60_000) + "\"},\"recipients\":[" + recipients + "]}");

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.invalidFields()).containsExactly("recipients");
    }

    /** They are the request's own: no recipient is to blame. */
    @Test
    void parametersForAllThatAreNoneAreNamed() {
        long template = create("email", TEMPLATE);
        String ann = address();

        for (String params : List.of("7", "[1]", "\"{\"", "\"text\"", "{\"a\":\"" + "x".repeat(65_536) + "\"}")) {
            Answer refused = key.post(
                    "/api/v1/message/" + template + "/smartsend",
                    "{\"params\":" + params + ",\"recipients\":[\"" + ann + "\"]}");

            assertThat(refused.status()).isEqualTo(400);
            assertThat(refused.invalidFields()).containsExactly("params");
        }
    }

    @Test
    void aTemplateGoesToEachRecipientWithValuesOfTheirOwn() throws Exception {
        String ann = address();
        String bob = address();
        long template = create("email", TEMPLATE);

        Answer sent = key.post("/api/v1/message/" + template + "/smartsend", """
                {"recipients":[{"locator":"%s","jsonParam":"{\\"name\\":\\"<Ann>\\",\\"CITY\\":\\"Oslo\\"}"},
                               {"email":"%s","jsonParam":{"name":"Bob"}},
                               {"locator":"new. example@mail.com","jsonParam":null},
                               {"locator":"c@example.com","jsonParam":"[1"}],
                 "email":true,"fromName":null}""".formatted(ann, bob));

        assertThat(sent.status()).isEqualTo(200);
        assertThat(sent.json().get("id").longValue()).isZero();
        List<JsonNode> results = sent.json().get("results").valueStream().toList();
        assertThat(results)
                .extracting(result -> result.get("status").stringValue())
                .containsExactly("OK", "OK", "ERROR", "ERROR");
        assertThat(results)
                .extracting(result -> result.get("locator").stringValue())
                .containsExactly(ann, bob, "new. example@mail.com", "c@example.com");
        assertThat(results.get(2).has("requestId")).isFalse();
        assertThat(results.get(2).get("message").stringValue()).contains("email");
        MimeMessage mail = mailTo(ann);
        assertThat(mail.getSubject()).isEqualTo("Hello <Ann>");
        assertThat(mail.getFrom()[0].toString()).isEqualTo("Our shop <shop@example.com>");
        assertThat(mail.getMessageID())
                .isEqualTo("<" + results.get(0).get("requestId").stringValue() + "@example.com>");
        assertThat(mail.getContentType()).containsIgnoringCase("text/html").containsIgnoringCase("utf-8");
        assertThat(mail.getContent().toString())
                .contains("Dear &lt;Ann&gt;, Oslo", "<style>b{color:red}</style></head>");
        assertThat(mailTo(bob).getContent().toString()).contains("Dear Bob, somewhere");
        assertDelivered(results.get(0).get("requestId").stringValue());
    }

    @Test
    void theOlderMethodTakesAddressesAndCommonValues() throws Exception {
        String ann = address();
        long template = create("email", TEMPLATE);

        Answer sent = key.post("/api/v1/message/" + template + "/send", """
                {"email":true,"params":[{"key":"name","value":"all"}],"fromName":"Zoë\\"","recipients":["%s"]}""".formatted(ann));

        assertThat(sent.json().get("results").get("status").stringValue()).isEqualTo("OK");
        MimeMessage mail = mailTo(ann);
        assertThat(mail.getSubject()).isEqualTo("Hello all");
        assertThat(((jakarta.mail.internet.InternetAddress) mail.getFrom()[0]).getPersonal())
                .isEqualTo("Zoë\"");
    }

    @Test
    void aRecipientGetsTheWordingOfTheirLanguage() throws Exception {
        String ann = address();
        String bob = address();
        long template = create("email", TEMPLATE);
        key.put("/api/v1/messages/email/" + template + "/uk", """
                {"name":"Привіт","from":"shop@example.com","subject":"Привіт, ${name}","htmlText":"<b>Привіт</b>"}""");

        key.post("/api/v1/message/" + template + "/smartsend", """
                {"recipients":[{"locator":"%s","languageCode":"uk","jsonParam":"{\\"name\\":\\"Ганно\\"}"},
                               {"locator":"%s","languageCode":"fr"}]}""".formatted(ann, bob));

        assertThat(mailTo(ann).getSubject()).isEqualTo("Привіт, Ганно");
        assertThat(mailTo(bob).getSubject()).isEqualTo("Hello");
    }

    @Test
    void anEmailGoesWithoutATemplate() throws Exception {
        String ann = address();

        Answer sent = key.post("/api/v1/message/email/", """
                {"from":"shop@example.com","subject":"Тема","htmlText":"<h1>ТЕСТ %%EMAIL%%</h1>",
                 "plainText":"plain","emails":["%s"],"tags":["tag1"],"campaignId":null}""".formatted(ann));

        assertThat(statuses(sent)).containsExactly("OK");
        MimeMessage mail = mailTo(ann);
        assertThat(mail.getSubject()).isEqualTo("Тема");
        MimeMultipart parts = (MimeMultipart) mail.getContent();
        assertThat(parts.getContentType()).contains("multipart/alternative");
        assertThat(parts.getBodyPart(0).getContent()).isEqualTo("plain");
        assertThat(parts.getBodyPart(1).getContent()).isEqualTo("<h1>ТЕСТ " + ann + "</h1>");
    }

    @Test
    void withoutPersonalisationTheTextStaysAsItIs() throws Exception {
        String ann = address();

        key.post("/api/v1/message/email", """
                {"from":"shop@example.com","subject":"%%EMAIL%% #if(1)","htmlText":"${x} #if(1)","emails":"%s",
                 "skipPersonalisation":true}""".formatted(ann));

        MimeMessage mail = mailTo(ann);
        assertThat(mail.getSubject()).isEqualTo("%EMAIL% #if(1)");
        assertThat(mail.getContent()).isEqualTo("${x} #if(1)");
    }

    @Test
    void textMessagesGoToTheWebhook() {
        String number = number();

        Answer sent = key.post("/api/v1/message/sms/", """
                {"from":"Shop","text":"Your code","phoneNumbers":[%s,"no number"],"tags":["t"],"externalRequestId":"%s"}""".formatted(number, number));

        List<JsonNode> results = sent.json().get("results").valueStream().toList();
        assertThat(results)
                .extracting(result -> result.get("status").stringValue())
                .containsExactly("OK", "ERROR");
        JsonNode text = textTo(number);
        assertThat(text.get("from").stringValue()).isEqualTo("Shop");
        assertThat(text.get("text").stringValue()).isEqualTo("Your code");
        assertThat(text.get("externalRequestId").stringValue()).isEqualTo(number);
        String requestId = results.get(0).get("requestId").stringValue();
        assertThat(text.get("requestId").stringValue()).isEqualTo(requestId);
        await("taken", () -> status(requestId).get("status").stringValue().equals("PENDING"));
        assertThat(status(requestId).get("delivered").booleanValue()).isFalse();

        Answer reported = report(requestId, "DELIVERED");
        assertThat(reported.status()).isEqualTo(200);
        assertThat(reported.body()).isEqualTo("{}");
        assertDelivered(requestId);
    }

    /** A gateway may report before it answers, and its answer may be lost. */
    @ParameterizedTest
    @CsvSource({"202,DELIVERED,DELIVERED", "503,DELIVERED,DELIVERED", "422,OPENED,READ"})
    void whatIsReportedBeforeTheAnswerCounts(int answer, String reported, String status) {
        String number = number();
        List<Integer> reports = new CopyOnWriteArrayList<>();
        gateways.webhookAnswers(answer);
        gateways.webhookMeanwhile(text -> reports.add(
                report(text.get("requestId").stringValue(), reported).status()));
        int before = gateways.webhookCalls();

        String requestId = requestId(key.post("/api/v1/message/sms", sms(number)));

        await("reported", () -> !reports.isEmpty());
        // Long enough for another attempt, if there was one.
        Pause.of(Duration.ofSeconds(4));
        assertThat(reports).containsExactly(200);
        assertThat(gateways.webhookCalls() - before).isEqualTo(1);
        assertThat(status(requestId).get("status").stringValue()).isEqualTo(status);
        assertThat(column(requestId, "due_at")).isNull();
        assertThat(column(requestId, "detail")).isEmpty();
    }

    private Answer report(String requestId, String status) {
        return key.put("/api/v1/interactions/" + requestId + "/status", "{\"status\":\"" + status + "\"}");
    }

    @Test
    void aTemplateOfATextMessageIsFilledIn() {
        String number = number();
        long template = create("sms", SMS_TEMPLATE);

        key.post("/api/v1/message/" + template + "/smartsend", """
                {"recipients":[{"locator":"+%s","jsonParam":"{\\"order\\":{\\"id\\":\\"A & B\\"}}"}],"email":false,
                 "fromName":"Other"}""".formatted(number));

        assertThat(textTo(number).get("text").stringValue()).isEqualTo("Order A & B is on its way");
        assertThat(textTo(number).get("from").stringValue()).isEqualTo("Other");
    }

    @Test
    void aRepeatedRequestSendsNothingTwice() throws Exception {
        String ann = address();
        String body = """
                {"from":"shop@example.com","subject":"once","htmlText":"x","emails":["%s"],"externalRequestId":"order 7 %s"}""".formatted(ann, ann);

        String first = requestId(key.post("/api/v1/message/email", body));
        mailTo(ann);
        String second = requestId(key.post("/api/v1/message/email", body.replace("once", "twice")));

        assertThat(second).isEqualTo(first);
        assertThat(messagesTo(ann)).isEqualTo(1);
    }

    @Test
    void repeatedAtTheSameMomentItSendsNothingTwiceEither() throws Exception {
        String ann = address();
        String body = """
                {"from":"shop@example.com","subject":"once","htmlText":"x","emails":["%s"],"externalRequestId":"par %s"}""".formatted(ann, ann);
        Set<String> requestIds = new HashSet<>();
        ExecutorService clients = Executors.newFixedThreadPool(8);
        try {
            Callable<Answer> post = () -> key.post("/api/v1/message/email", body);
            List<Callable<Answer>> posts = Stream.generate(() -> post).limit(8).toList();
            for (Future<Answer> answer : clients.invokeAll(posts)) {
                assertThat(answer.get().status()).isEqualTo(200);
                requestIds.add(requestId(answer.get()));
            }
        } finally {
            clients.shutdownNow();
        }

        assertThat(requestIds).hasSize(1);
        assertThat(messagesTo(ann)).isEqualTo(1);
    }

    @Test
    void anotherOrganisationsRequestIdIsNotThisOnes() {
        String ann = address();
        String body = """
                {"from":"shop@example.com","subject":"s","htmlText":"x","emails":["%s"],"externalRequestId":"mine"}""".formatted(ann);
        Caller other = server.with(server.makeKey(server.ownerOfOther(), AccessRight.MESSAGES));

        String mine = requestId(key.post("/api/v1/message/email", body));
        String theirs = requestId(other.post("/api/v1/message/email", body));

        assertThat(theirs).isNotEqualTo(mine);
        assertThat(other.get("/api/v1/message/status?ids=" + mine).json().get("results"))
                .isEmpty();
        assertThat(other.put("/api/v1/interactions/" + mine + "/status", "{\"status\":\"CLICKED\"}")
                        .status())
                .isEqualTo(404);
        long template = create("email", TEMPLATE);
        assertThat(other.post("/api/v1/message/" + template + "/smartsend", "{\"recipients\":[\"a@b.c\"]}")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void aThousandRecipientsEachGetOneMail() {
        String run = UUID.randomUUID().toString().substring(0, 8);
        String recipients = IntStream.range(0, 1000)
                .mapToObj(i -> "{\"locator\":\"r" + i + "-" + run + "@example.com\"}")
                .collect(Collectors.joining(","));
        long template = create("email", TEMPLATE);

        Answer sent = key.post("/api/v1/message/" + template + "/smartsend", "{\"recipients\":[" + recipients + "]}");

        assertThat(sent.json().get("results")).hasSize(1000);
        Pause.until("all mails", Duration.ofSeconds(60), () -> mailsLike(run).size() >= 1000);
        Pause.of(Duration.ofSeconds(1));
        assertThat(mailsLike(run)).hasSize(1000).doesNotHaveDuplicates();
        assertThat(key.post(
                                "/api/v1/message/" + template + "/smartsend",
                                "{\"recipients\":[" + recipients + ",\"a@b.c\"]}")
                        .invalidFields())
                .containsExactly("recipients");
    }

    @Test
    void whileTheMailServerIsAwayMailWaitsAndTextMessagesGo() throws Exception {
        gateways.closeMail();
        mailWaitsAndTextMessagesGo(() -> {});
    }

    @Test
    void whileTheMailServerHangsMailWaitsAndTextMessagesGo() throws Exception {
        mailWaitsAndTextMessagesGo(gateways.silentMail());
    }

    private void mailWaitsAndTextMessagesGo(Closeable inItsPlace) throws Exception {
        String ann = address();
        String number = number();
        try (inItsPlace) {
            String requestId = requestId(mail(ann));
            key.post("/api/v1/message/sms", sms(number));

            textTo(number);
            assertThat(status(requestId).get("status").stringValue()).isEqualTo("IN_QUEUE");
            assertThat(status(requestId).get("failed").booleanValue()).isFalse();
            await("an attempt", () -> !column(requestId, "detail").isEmpty());
        } finally {
            gateways.openMail();
        }
        mailTo(ann);
    }

    @Test
    void whoHasUnsubscribedIsNotWrittenTo() {
        Caller contacts = server.with(server.makeKey(AccessRight.EVENTS_AND_CONTACTS));
        String ann = address();
        assertThat(contacts.post(
                                "/api/v1/emails/unsubscribed/add",
                                "{\"emails\":[\"" + ann.toUpperCase(java.util.Locale.ROOT) + "\"]}")
                        .status())
                .isEqualTo(200);

        String requestId = requestId(mail(ann));

        await("refused", () -> status(requestId).get("failed").booleanValue());
        assertThat(status(requestId).get("status").stringValue()).isEqualTo("UNSUBSCRIBED");
        assertThat(mailsTo(ann)).isEmpty();
    }

    @Test
    void whoCannotUnsubscribeIsNotWrittenTo() {
        Answer sent = key.post("/api/v1/message/email", """
                {"from":"root@localhost","subject":"s","htmlText":"x","emails":["root@localhost","a@b.c","%s"]}""".formatted(address()));

        assertThat(statuses(sent)).containsExactly("ERROR", "ERROR", "OK");
    }

    @Test
    void aContactIsWrittenToInTheirLanguage() throws Exception {
        Caller contacts = server.with(server.makeKey(AccessRight.EVENTS_AND_CONTACTS));
        String ann = address();
        String bob = address();
        String coy = address();
        List<Long> ids = Stream.of(ann, bob, coy)
                .map(address -> contacts.post("/api/v1/contact", """
                        {"externalCustomerId":"ext-%1$s","languageCode":"UK","channels":[{"type":"email","value":"%1$s"}]}""".formatted(address))
                        .json()
                        .get("id")
                        .longValue())
                .toList();
        long template = create("email", TEMPLATE);
        key.put("/api/v1/messages/email/" + template + "/uk", """
                {"name":"Привіт","from":"shop@example.com","subject":"Привіт","htmlText":"<b>Привіт</b>"}""");
        key.put("/api/v1/messages/email/" + template + "/fr", """
                {"name":"Salut","from":"shop@example.com","subject":"Salut","htmlText":"<b>Salut</b>"}""");

        Answer sent =
                key.post("/api/v1/message/" + template + "/smartsend", """
                {"recipients":[{"contactId":%d},{"externalCustomerId":" ext-%s ","languageCode":""},
                               {"contactId":%d,"languageCode":"fr"}]}""".formatted(ids.get(0), bob, ids.get(2)));

        assertThat(statuses(sent)).containsExactly("OK", "OK", "OK");
        assertThat(mailTo(ann).getSubject()).isEqualTo("Привіт");
        assertThat(mailTo(bob).getSubject()).isEqualTo("Привіт");
        assertThat(mailTo(coy).getSubject()).isEqualTo("Salut");
    }

    @Test
    void aContactOfAnotherOrganisationIsNotNamedBesideAnAddress() {
        String ann = address();
        Caller other = server.with(server.makeKey(server.ownerOfOther(), AccessRight.FULL));
        long theirs = other.post("/api/v1/contact", "{\"channels\":[{\"type\":\"email\",\"value\":\"" + ann + "\"}]}")
                .json()
                .get("id")
                .longValue();
        Caller contacts = server.with(server.makeKey(AccessRight.EVENTS_AND_CONTACTS));
        long mine = contacts.post("/api/v1/contact", "{\"channels\":[{\"type\":\"email\",\"value\":\"" + ann + "\"}]}")
                .json()
                .get("id")
                .longValue();
        String path = "/api/v1/message/" + create("email", TEMPLATE) + "/smartsend";
        String recipient = "{\"locator\":\"" + ann + "\",\"contactId\":%d}";

        Answer sent =
                key.post(path, ("{\"recipients\":[" + recipient + "," + recipient + "]}").formatted(theirs, mine));

        assertThat(statuses(sent)).containsExactly("ERROR", "OK");
        String requestId = sent.json().get("results").get(1).get("requestId").stringValue();
        assertThat(column(requestId, "contact_id")).isEqualTo(Long.toString(mine));
        assertThat(messagesTo(ann)).isEqualTo(1);
    }

    @Test
    void aRecipientIsNamedByContact() {
        Caller contacts = server.with(server.makeKey(AccessRight.EVENTS_AND_CONTACTS));
        String ann = address();
        long id = contacts.post("/api/v1/contact", """
                {"externalCustomerId":"ext-%s","channels":[{"type":"email","value":"%s"}]}""".formatted(ann, ann))
                .json()
                .get("id")
                .longValue();
        long template = create("email", TEMPLATE);

        Answer sent = key.post("/api/v1/message/" + template + "/smartsend", """
                {"recipients":[{"contactId":%d,"externalRequestId":"one"},
                               {"externalCustomerId":"ext-%s","externalRequestId":"one"}]}""".formatted(id, ann));

        List<JsonNode> results = sent.json().get("results").valueStream().toList();
        assertThat(results)
                .extracting(result -> result.get("status").stringValue())
                .containsExactly("OK", "OK");
        mailTo(ann);
        assertThat(contacts.get("/api/v2/contacts/messages?dateFrom=2020-01-01&dateTo=2999-01-01&contactId=" + id)
                        .json())
                .hasSize(1);
        Caller other = server.with(server.makeKey(server.ownerOfOther(), AccessRight.FULL));
        long theirs =
                other.post("/api/v1/messages/email", TEMPLATE).json().get("id").longValue();
        assertThat(other.post(
                                "/api/v1/message/" + theirs + "/smartsend",
                                "{\"recipients\":[{\"contactId\":" + id + "}]}")
                        .json()
                        .get("results")
                        .get("status")
                        .stringValue())
                .isEqualTo("ERROR");
    }

    @Test
    void whoHasNotConfirmedIsLeftOutWhereTheRequestSaysSo() {
        Caller contacts = server.with(server.makeKey(AccessRight.EVENTS_AND_CONTACTS));
        String ann = address();
        String contact = "{\"channels\":[{\"type\":\"email\",\"value\":\"" + ann + "\"}]}";
        long id = contacts.post("/api/v1/contact/subscribe", "{\"contact\":" + contact + "}")
                .json()
                .get("id")
                .longValue();
        String path = "/api/v1/message/" + create("email", TEMPLATE) + "/smartsend";
        String strict = "{\"recipients\":[{\"contactId\":" + id + "},\"" + ann.toUpperCase(java.util.Locale.ROOT)
                + "\"],\"allowUnconfirmed\":false}";

        assertThat(statuses(key.post(path, strict))).containsExactly("ERROR", "ERROR");
        assertThat(statuses(key.post(path, strict.replace("false", "true")))).containsExactly("OK", "OK");
        assertThat(statuses(key.post(path, strict.replace(",\"allowUnconfirmed\":false", ""))))
                .containsExactly("OK", "OK");

        contacts.post("/api/v1/contact/subscribe", "{\"contact\":" + contact + "}");
        assertThat(statuses(key.post(path, strict))).as("a second form").containsExactly("ERROR", "ERROR");
        contacts.put("/api/v1/contact/" + id, contact);
        assertThat(statuses(key.post(path, strict))).as("confirmed").containsExactly("OK", "OK");
    }

    /** One person, however the number is written: one message, one history, one confirmation. */
    @Test
    void aNumberIsThatOfTheContactInEverySpelling() {
        Caller contacts = server.with(server.makeKey(AccessRight.EVENTS_AND_CONTACTS));
        String number = number();
        String contact = "{\"channels\":[{\"type\":\"sms\",\"value\":\"00" + number + "\"}]}";
        long id = contacts.post("/api/v1/contact/subscribe", "{\"contact\":" + contact + "}")
                .json()
                .get("id")
                .longValue();
        String path = "/api/v1/message/" + create("sms", SMS_TEMPLATE) + "/smartsend";
        String all = "{\"recipients\":[{\"locator\":\"00%1$s\",\"externalRequestId\":\"one\"},\"%1$s\",\"+%1$s\"],"
                + "\"allowUnconfirmed\":false}";
        String strict = all.formatted(number);

        assertThat(statuses(key.post(path, strict))).containsExactly("ERROR", "ERROR", "ERROR");

        String sms = sms(number).replace("}", ",\"externalRequestId\":\"one\"}");
        String requestId = requestId(key.post("/api/v1/message/sms", sms.replace(number, "00" + number)));
        assertThat(requestId(key.post("/api/v1/message/sms", sms))).isEqualTo(requestId);
        assertThat(textTo(number).get("requestId").stringValue()).isEqualTo(requestId);
        for (String named : List.of("phone=00" + number, "phone=%2B" + number, "contactId=" + id)) {
            assertThat(contacts.get("/api/v2/contacts/messages?dateFrom=2020-01-01&dateTo=2999-01-01&" + named)
                            .json())
                    .as(named)
                    .hasSize(1);
        }
    }

    @Test
    void aContactInAnInternationalDomainIsWrittenTo() throws Exception {
        Caller contacts = server.with(server.makeKey(AccessRight.EVENTS_AND_CONTACTS));
        String name = "i" + UUID.randomUUID().toString().substring(0, 13);
        String contact = "{\"channels\":[{\"type\":\"email\",\"value\":\"" + name + "@приклад.укр\"}]}";
        long id = contacts.post("/api/v1/contact", contact).json().get("id").longValue();
        String path = "/api/v1/message/" + create("email", TEMPLATE) + "/smartsend";

        Answer sent = key.post(
                path,
                "{\"recipients\":[{\"contactId\":" + id + ",\"externalRequestId\":\"one\"},{\"locator\":\"" + name
                        + "@Приклад.укр\",\"externalRequestId\":\"one\"}]}");

        assertThat(statuses(sent)).containsExactly("OK", "OK");
        mailTo(name + "@xn--80aikifvh.xn--j1amh");
        assertThat(statuses(key.post(path, "{\"recipients\":[\"č" + name + "@example.com\",\"" + address() + "\"]}")))
                .containsExactly("ERROR", "OK");
    }

    private static List<String> statuses(Answer sent) {
        assertThat(sent.status()).as(sent.body()).isEqualTo(200);
        return sent.json()
                .get("results")
                .valueStream()
                .map(result -> result.get("status").stringValue())
                .toList();
    }

    @Test
    void attemptsHaveAnEnd() {
        String number = number();
        gateways.webhookAnswers(503);
        int before = gateways.webhookCalls();

        String requestId = requestId(key.post("/api/v1/message/sms", sms(number)));

        await("failed", () -> status(requestId).get("failed").booleanValue());
        assertThat(status(requestId).get("status").stringValue()).isEqualTo("SMS_UNDELIVERED_STATE");
        assertThat(gateways.webhookCalls() - before).isEqualTo(3);
        assertThat(column(requestId, "attempts")).isEqualTo("3");
        assertThat(column(requestId, "detail")).contains("503");
    }

    @Test
    void aTextMessageRefusedForGoodIsNotTriedAgain() {
        gateways.webhookAnswers(422);

        String requestId = requestId(key.post("/api/v1/message/sms", sms(number())));

        await("failed", () -> status(requestId).get("failed").booleanValue());
        assertThat(column(requestId, "attempts")).isEqualTo("1");
    }

    @Test
    void aMessageTooLongWithItsValuesFails() {
        String ann = address();
        long template = create("email", """
                {"name":"bomb","from":"shop@example.com","subject":"s","htmlText":"%s"}""".formatted("${x}".repeat(50_000)));

        String requestId = requestId(key.post(
                "/api/v1/message/" + template + "/smartsend",
                "{\"recipients\":[{\"locator\":\"" + ann + "\",\"jsonParam\":{\"x\":\"" + "y".repeat(60_000)
                        + "\"}}]}"));

        await("failed", () -> status(requestId).get("failed").booleanValue());
        assertThat(status(requestId).get("status").stringValue()).isEqualTo("UNDELIVERED");
    }

    @Test
    void aTextMessageTooLongWithItsValuesIsRefused() {
        String ann = number();
        String bob = number();
        long template = create("sms", "{\"name\":\"bomb\",\"from\":\"Shop\",\"text\":\"" + "%a%".repeat(30) + "\"}");

        Answer sent = key.post(
                "/api/v1/message/" + template + "/smartsend",
                "{\"recipients\":[{\"locator\":\"" + ann + "\",\"jsonParam\":{\"a\":\"" + "y".repeat(60_000)
                        + "\"}},{\"locator\":\"" + bob + "\",\"jsonParam\":{\"a\":\"z\"}}]}");

        assertThat(statuses(sent)).containsExactly("ERROR", "OK");
        assertThat(sent.json().get("results").get(0).get("message").stringValue())
                .contains("10000");
        assertThat(textTo(bob).get("text").stringValue()).isEqualTo("z".repeat(30));
        assertThat(messagesTo(ann)).isZero();
    }

    @Test
    void aRepeatedRequestToManyFindsTheMessageOfEach() {
        String run = UUID.randomUUID().toString();
        long template = create("email", TEMPLATE);

        List<String> first = requestIds(template, run, 0);
        List<String> second = requestIds(template, run, 0);
        List<String> othersIds = requestIds(template, run, 1);

        assertThat(first).hasSize(45).doesNotHaveDuplicates();
        assertThat(second).isEqualTo(first);
        assertThat(othersIds).hasSize(45).doesNotHaveDuplicates().doesNotContainAnyElementsOf(first);
    }

    private List<String> requestIds(long template, String run, int shift) {
        String recipients = IntStream.range(0, 45)
                .mapToObj(i -> "{\"locator\":\"r" + i + "-" + run + "@example.com\",\"externalRequestId\":\""
                        + (i + shift) % 45 + "-" + run + "\"}")
                .collect(Collectors.joining(","));
        return key.post("/api/v1/message/" + template + "/smartsend", "{\"recipients\":[" + recipients + "]}")
                .json()
                .get("results")
                .valueStream()
                .map(result -> result.get("requestId").stringValue())
                .toList();
    }

    @Test
    void theStatusOfSeveralIsAListAndUnknownOnesAreLeftOut() {
        String one = requestId(mail(address()));
        String two = requestId(mail(address()));

        JsonNode several = key.get("/api/v1/message/status?ids=" + two + ",%20" + one.toUpperCase(java.util.Locale.ROOT)
                        + "," + UUID.randomUUID() + ",nonsense")
                .json()
                .get("results");

        assertThat(several.valueStream().map(status -> status.get("requestId").stringValue()))
                .containsExactly(two, one);
        assertThat(key.get("/api/v1/message/email/status/?ids=" + one)
                        .json()
                        .get("results")
                        .get("requestId")
                        .stringValue())
                .isEqualTo(one);
        assertThat(key.get("/api/v1/message/status?ids=nonsense").json().get("results"))
                .isEmpty();
        assertThat(key.get("/api/v1/message/status").invalidFields()).containsExactly("ids");
    }

    @Test
    void sendersAreThoseConfigured() {
        assertThat(key.get("/api/v1/interfaces/sms").body())
                .isEqualTo("[{\"type\":\"sms\",\"value\":\"Shop\"},{\"type\":\"sms\",\"value\":\"Other\"}]");
        assertThat(key.get("/api/v1/interfaces/email").body()).isEqualTo("[]");
        assertThat(key.post("/api/v1/message/sms", sms(number()).replace("Shop", "Bank"))
                        .invalidFields())
                .containsExactly("from");
    }

    @Test
    void aTranslationHasNoOtherSenderEither() {
        long template = create("sms", SMS_TEMPLATE);
        key.put(
                "/api/v1/messages/sms/" + template + "/uk",
                SMS_TEMPLATE.replace("\"from\":\"Shop\"", "\"from\":\"Bank\""));
        String path = "/api/v1/message/" + template + "/smartsend";
        String recipient = "{\"recipients\":[{\"locator\":\"" + number() + "\"%s}]%s}";

        Answer refused = key.post(path, recipient.formatted(",\"languageCode\":\"UK\"", ""));

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.invalidFields()).containsExactly("fromName");
        for (String sent : List.of(
                requestId(key.post(path, recipient.formatted("", ""))),
                requestId(
                        key.post(path, recipient.formatted(",\"languageCode\":\"UK\"", ",\"fromName\":\"Other\""))))) {
            await("sent", () -> status(sent).get("status").stringValue().equals("PENDING"));
        }
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '~',
            value = {
                "email ~ {} ~ emails,from,subject",
                "email ~ {'from':'a@b.c','subject':'s','htmlText':'x','emails':[]} ~ emails",
                "email ~ {'from':'a@b.c','subject':'s','emails':['a@b.c']} ~ htmlText",
                "email ~ {'from':'nobody','subject':'s','htmlText':'x','emails':['a@b.c']} ~ from",
                "email ~ {'from':'a@b.c\\nBcc: x@y.z','subject':'s','htmlText':'x','emails':['a@b.c']} ~ from",
                "email ~ {'from':'a@b.c','subject':'s\\r\\nBcc: x@y.z','htmlText':'x','emails':['a@b.c']} ~ subject",
                "email ~ {'from':'a@b.c','subject':'s','htmlText':'#foreach($i in 1)','emails':['a@b.c']} ~ htmlText",
                "email ~ {'from':'a@b.c','subject':'#if($a) s','htmlText':'x','emails':['a@b.c']} ~ subject",
                "email ~ {'from':'a@b.c','subject':'s','htmlText':'x','emails':['a@b.c'],'bcc':'x'} ~ bcc",
                "email ~ {'from':'a@b.c','subject':'s','htmlText':'x','emails':['a@b.c'],'tags':['a\\nb']} ~ tags[0]",
                "email ~ {'from':'a@b.c','subject':'s','htmlText':'x','emails':[null]} ~ emails[0]",
                "sms ~ {'from':'Shop','text':'x'} ~ phoneNumbers",
                "sms ~ {'from':'Shop','text':'x','groupId':1} ~ groupId",
                "sms ~ {'from':'Shop','text':'','phoneNumbers':['380501234567']} ~ text",
                "sms ~ {'from':'Shop\\n','text':'x','phoneNumbers':['380501234567']} ~ from",
            })
    void badInputIsRefusedByField(String method, String json, String fields) {
        Answer answer = key.post("/api/v1/message/" + method, json.replace('\'', '"'));

        assertThat(answer.status()).isEqualTo(400);
        List<String> named = answer.invalidFields().stream()
                .map(field -> field.replaceAll("\\.?<.*", ""))
                .distinct()
                .toList();
        assertThat(named).containsExactlyInAnyOrder(fields.split(","));
    }

    @Test
    void aRefusedRequestSendsToNobody() {
        long template = create("email", TEMPLATE);
        String ann = address();

        Answer answer = key.post("/api/v1/message/" + template + "/smartsend", """
                {"recipients":[{"locator":"%s"},{"locator":"b@example.com","externalRequestId":"%s"}],"fromName":"a\\nb"}""".formatted(ann, "x".repeat(256)));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.invalidFields()).containsExactlyInAnyOrder("fromName", "recipients[1].externalRequestId");
        assertThat(messagesTo(ann)).isZero();
        assertThat(key.post("/api/v1/message/" + template + "/smartsend", "{\"recipients\":[]}")
                        .invalidFields())
                .containsExactly("recipients");
        assertThat(key.post("/api/v1/message/999999999/smartsend", "{\"recipients\":[\"a@b.c\"]}")
                        .status())
                .isEqualTo(404);
        assertThat(key.post(
                                "/api/v1/message/" + template + "/smartsend",
                                "{\"recipients\":[{\"contactId\":999999999}]}")
                        .json()
                        .get("results")
                        .get("status")
                        .stringValue())
                .isEqualTo("ERROR");
    }

    @Test
    void neitherContentsNorAddressesAreLogged() {
        String ann = "secret-" + address();
        String number = number();
        String mail = """
                {"from":"shop@example.com","subject":"whispered","htmlText":"whispered","emails":["%s"]}""".formatted(ann);
        String text = sms(number).replace("\"x\"", "\"whispered\"");

        int mailFaults = timesLogged(MAIL_FAULT);
        gateways.closeMail();
        try {
            requestId(key.post("/api/v1/message/email", mail));
            await("a fault", () -> timesLogged(MAIL_FAULT) > mailFaults);
        } finally {
            gateways.openMail();
        }
        int textFaults = timesLogged(TEXT_FAULT);
        gateways.webhookAnswers(503);
        gateways.webhookMeanwhile(sent -> {
            throw new IllegalStateException("Ends the connection without an answer");
        });
        String requestId = requestId(key.post("/api/v1/message/sms", text));
        await("a fault", () -> timesLogged(TEXT_FAULT) > textFaults);
        gateways.webhookMeanwhile(sent -> {});
        await("failed", () -> status(requestId).get("failed").booleanValue());
        mailTo(ann);

        server.awaitLogged();
        assertThat(server.everythingWritten()).doesNotContain("whispered", "secret-", number);
    }

    private int timesLogged(String line) {
        return server.log().split(line, -1).length - 1;
    }

    @Test
    void otherRightsSendNothing() {
        for (AccessRight right : AccessRight.builtIn()) {
            Caller caller = server.with(server.makeKey(right));
            boolean may = right == AccessRight.FULL || right == AccessRight.MESSAGES;
            int expected = may ? 400 : 403;
            assertThat(caller.post("/api/v1/message/email", "{}").status()).isEqualTo(expected);
            assertThat(caller.post("/api/v1/message/sms", "{}").status()).isEqualTo(expected);
            assertThat(caller.get("/api/v1/message/status").status()).isEqualTo(expected);
            assertThat(caller.get("/api/v1/callouts/sms?maxrows=0").status()).isEqualTo(expected);
            assertThat(caller.get("/api/v1/interfaces/sms").status()).isEqualTo(may ? 200 : 403);
            assertThat(caller.get("/api/v1/messages/email").status()).isEqualTo(may ? 200 : 403);
        }
    }

    private long create(String channel, String json) {
        Answer made = key.post("/api/v1/messages/" + channel, json);
        assertThat(made.status()).as(made.body()).isEqualTo(200);
        return made.json().get("id").longValue();
    }

    private Answer mail(String address) {
        return key.post("/api/v1/message/email", """
                {"from":"shop@example.com","subject":"s","htmlText":"x","emails":["%s"]}""".formatted(address));
    }

    private static String sms(String number) {
        return "{\"from\":\"Shop\",\"text\":\"x\",\"phoneNumbers\":[\"" + number + "\"]}";
    }

    private static String requestId(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        JsonNode results = answer.json().get("results");
        // An e-mail without a template has a list in any case.
        return (results.isArray() ? results.get(0) : results).get("requestId").stringValue();
    }

    private JsonNode status(String requestId) {
        return key.get("/api/v1/message/status?ids=" + requestId).json().get("results");
    }

    private void assertDelivered(String requestId) {
        await("delivered", () -> status(requestId).get("delivered").booleanValue());
        assertThat(status(requestId).get("status").stringValue()).isEqualTo("DELIVERED");
        assertThat(status(requestId).get("failed").booleanValue()).isFalse();
    }

    private String column(String requestId, String column) {
        return server.database().value("SELECT " + column + " FROM message WHERE request_id = ?", requestId);
    }

    private int messagesTo(String address) {
        return Integer.parseInt(server.database().value("SELECT COUNT(*) FROM message WHERE recipient = ?", address));
    }

    private MimeMessage mailTo(String address) {
        await("mail to " + address, () -> !mailsTo(address).isEmpty());
        List<MimeMessage> mails = mailsTo(address);
        assertThat(mails).hasSize(1);
        return mails.get(0);
    }

    private List<MimeMessage> mailsTo(String address) {
        return Arrays.stream(gateways.mail().getReceivedMessages())
                .filter(mail -> recipient(mail).equals(address))
                .toList();
    }

    private List<String> mailsLike(String run) {
        return Arrays.stream(gateways.mail().getReceivedMessages())
                .map(SendingIT::recipient)
                .filter(address -> address.contains(run))
                .toList();
    }

    private static String recipient(MimeMessage mail) {
        try {
            return mail.getAllRecipients()[0].toString();
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    private JsonNode textTo(String number) {
        await("text to " + number, () -> !textsTo(number).isEmpty());
        assertThat(textsTo(number)).hasSize(1);
        return textsTo(number).get(0);
    }

    private List<JsonNode> textsTo(String number) {
        return gateways.texts().stream()
                .filter(text -> text.get("phoneNumber").stringValue().equals(number))
                .toList();
    }

    private static String address() {
        return "a" + UUID.randomUUID().toString().substring(0, 13) + "@example.com";
    }

    private static String number() {
        return "38" + Math.abs(UUID.randomUUID().getLeastSignificantBits() % 10_000_000_000L + 10_000_000_000L);
    }

    private static void await(String what, BooleanSupplier condition) {
        Pause.until(what, Duration.ofSeconds(20), condition);
    }
}
