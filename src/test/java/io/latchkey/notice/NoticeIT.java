package io.latchkey.notice;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.latchkey.right.AccessRight;
import io.latchkey.testing.Answer;
import io.latchkey.testing.Caller;
import io.latchkey.testing.DatabaseKind;
import io.latchkey.testing.LatchkeyServer;
import io.latchkey.testing.Pause;
import io.latchkey.testing.Ports;
import io.latchkey.testing.TestKey;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Notices through a real mail server and to a real receiver, both on this machine. On one database: SQL has tests of its own. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NoticeIT {

    private static final String WEBHOOK = "/manage/v1/webhook";

    private final List<Call> calls = new CopyOnWriteArrayList<>();
    private final AtomicInteger failures = new AtomicInteger();

    private HttpServer receiver;
    private GreenMail mail;
    private LatchkeyServer server;

    @BeforeAll
    void start() throws IOException {
        receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        receiver.createContext("/hook", this::take);
        receiver.createContext("/moved", this::move);
        receiver.start();
        ServerSetup smtp = new ServerSetup(Ports.free(), "127.0.0.1", ServerSetup.PROTOCOL_SMTP);
        smtp.setServerStartupTimeout(Duration.ofSeconds(30).toMillis());
        mail = new GreenMail(smtp);
        mail.start();
        server = LatchkeyServer.start(
                DatabaseKind.POSTGRESQL,
                Map.of(
                        "LATCHKEY_ADMIN_EMAIL",
                        "owner@example.com",
                        "LATCHKEY_MAIL_HOST",
                        "127.0.0.1",
                        "LATCHKEY_MAIL_PORT",
                        Integer.toString(mail.getSmtp().getPort()),
                        "LATCHKEY_NOTICE_FROM",
                        "Latchkey <keys@example.com>",
                        "LATCHKEY_NOTICE_INTERVAL",
                        "PT0.5S",
                        "LATCHKEY_NOTICE_RETRY_DELAY",
                        "PT0.5S",
                        "LATCHKEY_USAGE_FLUSH_INTERVAL",
                        "PT1S"));
    }

    @AfterAll
    void stop() {
        if (server != null) {
            server.close();
        }
        mail.stop();
        receiver.stop(0);
    }

    @BeforeEach
    void withoutWebhook() {
        server.admin().delete(WEBHOOK);
        failures.set(0);
    }

    @Test
    void theWebhookIsASetting() {
        Caller admin = server.admin();
        Caller manager = server.addUser("manager", "MANAGER");

        assertThat(admin.get(WEBHOOK).status()).isEqualTo(404);
        assertThat(admin.delete(WEBHOOK).status()).isEqualTo(404);
        assertThat(manager.get(WEBHOOK).status()).isEqualTo(403);
        assertThat(manager.put(WEBHOOK, body(hook())).status()).isEqualTo(403);
        assertThat(manager.delete(WEBHOOK).status()).isEqualTo(403);
        for (String refused : List.of("https://169.254.169.254/", "http://192.0.2.1/", "ftp://192.0.2.1/", "")) {
            assertThat(admin.put(WEBHOOK, body(refused)).invalidFields()).containsExactly("url");
        }
        assertThat(admin.put(WEBHOOK, "{}").invalidFields()).containsExactly("url");
        assertThat(admin.put(WEBHOOK, "{\"url\":\"https://192.0.2.1/\",\"secret\":\"x\"}")
                        .invalidFields())
                .containsExactly("secret");

        String first = setWebhook(hook() + "/hidden?token=hidden");
        String second = setWebhook(hook());
        setWebhook(hook());

        assertThat(second).startsWith("whsec_").isNotEqualTo(first);
        assertThat(admin.get(WEBHOOK).body())
                .contains(hook())
                .doesNotContain("secret")
                .doesNotContain("whsec_");
        assertThat(server.ownerOfOther().get(WEBHOOK).status()).isEqualTo(404);
        Answer log = admin.get("/manage/v1/audit?subject=webhook");
        assertThat(log.json().get("entries").get(0).get("action").stringValue()).isEqualTo("WEBHOOK_SET");
        // Managers read it, and many a receiver takes what stands in the path for a password.
        assertThat(log.body()).contains("\"url\":\"" + at("") + "\"").doesNotContain(hook(), "hidden", "whsec_");
        assertThat(log.json().get("entries").valueStream().limit(3).map(entry -> entry.get("after")
                        .has("addressChanged")))
                .containsExactly(false, true, false);
    }

    @Test
    void peopleAndProgramsAreWarnedOnceOfAnExpiry() throws Exception {
        String secret = setWebhook(hook());
        server.admin()
                .post(
                        "/manage/v1/users",
                        "{\"name\":\"creator\",\"email\":\"creator@example.com\",\"password\":\"long enough 1\",\"role\":\"MANAGER\"}");
        Caller creator = server.anonymous().as("creator", "long enough 1");
        TestKey key = server.makeKey(creator, AccessRight.EVENTS);
        failures.set(2);
        // The sweep has gone past such a date already; a date is warned of once, however often it is set.
        Instant date = Instant.now().plus(Duration.ofDays(2));
        for (String expiry : List.of("null", "\"" + date + "\"", "null", "\"" + date + "\"")) {
            assertThat(creator.patch(key.path(), "{\"expiresAt\":" + expiry + "}")
                            .status())
                    .isEqualTo(200);
        }

        await(() -> callsAbout(key).size() >= 3 && mailsAbout(key).size() >= 2);
        TimeUnit.SECONDS.sleep(2);

        List<Call> warnings = callsAbout(key);
        assertThat(warnings).hasSize(3);
        assertThat(warnings).extracting(Call::id).containsOnly(warnings.get(0).id());
        assertThat(warnings).extracting(Call::body).containsOnly(warnings.get(0).body());
        for (Call warning : warnings) {
            assertThat(warning.signature()).isEqualTo(signature(secret, warning));
            assertThat(Math.abs(
                            Long.parseLong(warning.timestamp()) - Instant.now().getEpochSecond()))
                    .isLessThan(60);
        }
        assertThat(warnings.get(0).body())
                .contains("\"type\":\"key.disabling\"", "\"daysBefore\":3")
                .doesNotContain(key.key());
        assertThat(recipients(mailsAbout(key))).containsExactlyInAnyOrder("creator@example.com", "owner@example.com");
        MimeMessage first = mailsAbout(key).get(0);
        assertThat(first.getSubject()).startsWith("API key " + key.number() + " (test key) will be disabled on ");
        assertThat(first.getFrom()[0]).hasToString("Latchkey <keys@example.com>");
        assertThat(GreenMailUtil.getBody(first)).contains("settings/api").doesNotContain(key.key());
    }

    @Test
    void peopleAndProgramsAreToldOnceOfALeak() throws Exception {
        String secret = setWebhook(hook());
        TestKey key = server.makeKey(AccessRight.EVENTS);
        // As descriptions could be before keys were refused there.
        server.database()
                .execute("UPDATE api_key SET description = ? WHERE id = ?", "was " + key.key(), server.keyId(key));
        String report =
                "{\"token\":\"" + key.key() + "\",\"url\":\"https://code.example.com/a\",\"source\":\"commit\"}";

        assertThat(server.admin().post("/manage/v1/leaks", report).status()).isEqualTo(200);
        assertThat(server.admin().post("/manage/v1/leaks", report).status()).isEqualTo(200);
        await(() -> !callsAbout(key).isEmpty() && !mailsAbout(key).isEmpty());
        TimeUnit.SECONDS.sleep(2);

        assertThat(callsAbout(key)).hasSize(1);
        Call call = callsAbout(key).get(0);
        assertThat(call.signature()).isEqualTo(signature(secret, call));
        assertThat(call.body())
                .contains("\"type\":\"key.leaked\"", "https://code.example.com/a", "was lk_…")
                .doesNotContain(key.key());
        assertThat(recipients(mailsAbout(key))).containsExactly("owner@example.com");
        assertThat(mailsAbout(key).get(0).getSubject()).contains("(was lk_…)");
        assertThat(GreenMailUtil.getBody(mailsAbout(key).get(0)))
                .contains("https://code.example.com/a", "commit")
                .doesNotContain(key.key());
    }

    @Test
    void redirectionsAreNotFollowed() {
        setWebhook(at("/moved"));
        TestKey key = server.makeKey(AccessRight.EVENTS);
        server.admin().post("/manage/v1/leaks", "{\"token\":\"" + key.key() + "\"}");

        await(() -> deliveryOf(key).contains("answered 307"));

        assertThat(callsAbout(key)).isEmpty();
        assertThat(server.admin().delete(WEBHOOK).status()).isEqualTo(204);
        await(() -> deliveryOf(key).startsWith("FAILED") && deliveryOf(key).contains("no webhook"));
    }

    /** In reality, the pause would be as long after some failures. */
    @Test
    void aWebhookThatIsSetAgainNeedNotWaitUntilThePauseOfTheFormerOneIsOver() {
        TestKey first = unreachable();
        TestKey second = leaked();
        await(() -> server.database()
                .value("SELECT CAST(COUNT(*) AS VARCHAR) FROM notice_delivery d JOIN api_key k ON k.id = d.key_id"
                        + " WHERE d.channel = 'WEBHOOK' AND d.due_at > NOW() + INTERVAL '1' DAY AND k.number = "
                        + second.number())
                .equals("1"));
        // When the pause ends, not until when the database has it wait.
        assertThat(server.admin()
                        .get("/manage/v1/notices")
                        .json()
                        .get("notices")
                        .valueStream()
                        .filter(notice -> notice.get("keyNumber").longValue() == second.number()
                                && notice.get("channel").stringValue().equals("WEBHOOK"))
                        .map(notice -> Instant.parse(notice.get("nextAttemptAt").stringValue())))
                .hasSize(1)
                .allMatch(time -> time.isBefore(Instant.now().plus(Duration.ofHours(2))));

        setWebhook(hook());

        await(() -> !callsAbout(second).isEmpty() && !callsAbout(first).isEmpty());
        assertThat(callsAbout(second)).hasSize(1);
    }

    @Test
    void whatWaitsForAWebhookThatIsRemovedIsGivenUp() {
        TestKey first = unreachable();
        TestKey second = leaked();
        await(() -> deliveryOf(second).startsWith("QUEUED"));

        assertThat(server.admin().delete(WEBHOOK).status()).isEqualTo(204);

        for (TestKey key : List.of(first, second)) {
            await(() -> deliveryOf(key).startsWith("FAILED") && deliveryOf(key).contains("no webhook"));
        }
    }

    /** Sets a webhook that cannot be reached, and has its pause last for an hour; returns the key that it was called about. */
    private TestKey unreachable() {
        setWebhook("http://127.0.0.1:" + Ports.free() + "/");
        TestKey key = leaked();
        await(() -> deliveryOf(key).contains("could not be reached"));
        await(() -> server.database().execute("UPDATE webhook_pause SET ends_at = NOW() + INTERVAL '1' HOUR") == 1);
        return key;
    }

    private TestKey leaked() {
        TestKey key = server.makeKey(AccessRight.EVENTS);
        server.admin().post("/manage/v1/leaks", "{\"token\":\"" + key.key() + "\"}");
        return key;
    }

    private String hook() {
        return at("/hook");
    }

    private String at(String path) {
        return "http://127.0.0.1:" + receiver.getAddress().getPort() + path;
    }

    /** Sets the webhook, and returns its secret. */
    private String setWebhook(String url) {
        Answer set = server.admin().put(WEBHOOK, body(url));
        assertThat(set.status()).isEqualTo(200);
        return set.json().get("secret").stringValue();
    }

    private List<Call> callsAbout(TestKey key) {
        return calls.stream()
                .filter(call -> call.body().contains("\"number\":" + key.number() + ","))
                .toList();
    }

    private List<MimeMessage> mailsAbout(TestKey key) {
        return Arrays.stream(mail.getReceivedMessages())
                .filter(message -> subject(message).startsWith("API key " + key.number() + " ("))
                .toList();
    }

    /** Returns the status and the detail of the delivery to the webhook about the key; empty before there is one. */
    private String deliveryOf(TestKey key) {
        return server.database()
                .value("SELECT COALESCE(MAX(d.status || ' ' || d.detail), '') FROM notice_delivery d"
                        + " JOIN api_key k ON k.id = d.key_id"
                        + " WHERE d.channel = 'WEBHOOK' AND k.number = " + key.number());
    }

    private static String body(String url) {
        return "{\"url\":\"" + url + "\"}";
    }

    private static String subject(MimeMessage message) {
        try {
            return message.getSubject();
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<String> recipients(List<MimeMessage> messages) {
        return messages.stream()
                .map(message -> {
                    try {
                        return message.getAllRecipients()[0].toString();
                    } catch (MessagingException e) {
                        throw new IllegalStateException(e);
                    }
                })
                .toList();
    }

    private static String signature(String secret, Call call) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(Base64.getDecoder().decode(secret.substring("whsec_".length())), "HmacSHA256"));
        byte[] signed = (call.id() + "." + call.timestamp() + "." + call.body()).getBytes(StandardCharsets.UTF_8);
        return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(signed));
    }

    private void take(HttpExchange exchange) throws IOException {
        calls.add(new Call(
                exchange.getRequestHeaders().getFirst("webhook-id"),
                exchange.getRequestHeaders().getFirst("webhook-timestamp"),
                exchange.getRequestHeaders().getFirst("webhook-signature"),
                new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
        exchange.sendResponseHeaders(failures.getAndDecrement() > 0 ? 503 : 204, -1);
        exchange.close();
    }

    private void move(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().set("Location", hook());
        exchange.sendResponseHeaders(307, -1);
        exchange.close();
    }

    private static void await(BooleanSupplier condition) {
        Pause.until("the notices", Duration.ofSeconds(30), condition);
    }

    private record Call(String id, String timestamp, String signature, String body) {}
}
