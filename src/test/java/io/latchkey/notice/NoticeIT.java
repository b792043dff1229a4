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
import org.junit.jupiter.api.Test;

/** Notices through a real mail server and to a real receiver, both on this machine. On one database: SQL has tests of its own. */
class NoticeIT {

    private static final String WEBHOOK = "/manage/v1/webhook";

    private final List<Call> calls = new CopyOnWriteArrayList<>();
    private final AtomicInteger failures = new AtomicInteger();

    @Test
    void peopleAndProgramsAreWarnedAndToldOfLeaks() throws Exception {
        HttpServer receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        receiver.createContext("/hook", this::take);
        receiver.start();
        GreenMail mail = new GreenMail(new ServerSetup(Ports.free(), "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        mail.start();
        try (LatchkeyServer server = LatchkeyServer.start(
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
                        "PT1S"))) {
            String url = "http://127.0.0.1:" + receiver.getAddress().getPort() + "/hook";
            String secret = theWebhookIsASetting(server, url);
            warnings(server, mail, secret);
            leaks(server, mail, secret);
            redirectionsAreNotFollowed(server, receiver, url);
        } finally {
            receiver.stop(0);
            mail.stop();
        }
    }

    private String theWebhookIsASetting(LatchkeyServer server, String url) {
        Caller admin = server.admin();
        Caller manager = server.addUser("manager", "MANAGER");

        assertThat(admin.get(WEBHOOK).status()).isEqualTo(404);
        assertThat(admin.delete(WEBHOOK).status()).isEqualTo(404);
        assertThat(manager.get(WEBHOOK).status()).isEqualTo(403);
        assertThat(manager.put(WEBHOOK, body(url)).status()).isEqualTo(403);
        assertThat(manager.delete(WEBHOOK).status()).isEqualTo(403);
        for (String refused : List.of("https://169.254.169.254/", "http://192.0.2.1/", "ftp://192.0.2.1/", "")) {
            assertThat(admin.put(WEBHOOK, body(refused)).invalidFields()).containsExactly("url");
        }
        assertThat(admin.put(WEBHOOK, "{}").invalidFields()).containsExactly("url");
        assertThat(admin.put(WEBHOOK, "{\"url\":\"https://192.0.2.1/\",\"secret\":\"x\"}")
                        .invalidFields())
                .containsExactly("secret");

        String first = admin.put(WEBHOOK, body(url + "?token=hidden"))
                .json()
                .get("secret")
                .stringValue();
        Answer set = admin.put(WEBHOOK, body(url));
        String secret = set.json().get("secret").stringValue();

        assertThat(set.status()).isEqualTo(200);
        assertThat(secret).startsWith("whsec_").isNotEqualTo(first);
        assertThat(admin.get(WEBHOOK).body())
                .contains(url)
                .doesNotContain("secret")
                .doesNotContain("whsec_");
        assertThat(server.ownerOfOther().get(WEBHOOK).status()).isEqualTo(404);
        Answer log = admin.get("/manage/v1/audit?subject=webhook");
        assertThat(log.json().get("entries").get(0).get("action").stringValue()).isEqualTo("WEBHOOK_SET");
        assertThat(log.body()).contains(url).doesNotContain("hidden").doesNotContain("whsec_");
        return secret;
    }

    private void warnings(LatchkeyServer server, GreenMail mail, String secret) throws Exception {
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

        await(() -> calls.size() >= 3 && mail.getReceivedMessages().length >= 2);
        TimeUnit.SECONDS.sleep(2);

        assertThat(calls).hasSize(3);
        assertThat(calls).extracting(Call::id).containsOnly(calls.get(0).id());
        assertThat(calls).extracting(Call::body).containsOnly(calls.get(0).body());
        for (Call call : calls) {
            assertThat(call.signature()).isEqualTo(signature(secret, call));
            assertThat(Math.abs(Long.parseLong(call.timestamp()) - Instant.now().getEpochSecond()))
                    .isLessThan(60);
        }
        assertThat(calls.get(0).body())
                .contains("\"type\":\"key.disabling\"", "\"number\":" + key.number(), "\"daysBefore\":3")
                .doesNotContain(key.key());
        assertThat(recipients(mail)).containsExactlyInAnyOrder("creator@example.com", "owner@example.com");
        MimeMessage first = mail.getReceivedMessages()[0];
        assertThat(first.getSubject()).startsWith("API key " + key.number() + " (test key) will be disabled on ");
        assertThat(first.getFrom()[0]).hasToString("Latchkey <keys@example.com>");
        assertThat(GreenMailUtil.getBody(first)).contains("settings/api").doesNotContain(key.key());
        mail.purgeEmailFromAllMailboxes();
        calls.clear();
    }

    private void leaks(LatchkeyServer server, GreenMail mail, String secret) throws Exception {
        TestKey key = server.makeKey(AccessRight.EVENTS);
        String report =
                "{\"token\":\"" + key.key() + "\",\"url\":\"https://code.example.com/a\",\"source\":\"commit\"}";

        assertThat(server.admin().post("/manage/v1/leaks", report).status()).isEqualTo(200);
        assertThat(server.admin().post("/manage/v1/leaks", report).status()).isEqualTo(200);
        await(() -> !calls.isEmpty() && mail.getReceivedMessages().length >= 1);
        TimeUnit.SECONDS.sleep(2);

        assertThat(calls).hasSize(1);
        assertThat(calls.get(0).signature()).isEqualTo(signature(secret, calls.get(0)));
        assertThat(calls.get(0).body())
                .contains("\"type\":\"key.leaked\"", "https://code.example.com/a")
                .doesNotContain(key.key());
        assertThat(recipients(mail)).containsExactly("owner@example.com");
        assertThat(GreenMailUtil.getBody(mail.getReceivedMessages()[0]))
                .contains("https://code.example.com/a", "commit")
                .doesNotContain(key.key());
        calls.clear();
    }

    private void redirectionsAreNotFollowed(LatchkeyServer server, HttpServer receiver, String url) throws Exception {
        receiver.createContext("/moved", exchange -> {
            exchange.getResponseHeaders().set("Location", url);
            exchange.sendResponseHeaders(307, -1);
            exchange.close();
        });
        String moved = url.replace("/hook", "/moved");
        assertThat(server.admin().put(WEBHOOK, body(moved)).status()).isEqualTo(200);
        TestKey key = server.makeKey(AccessRight.EVENTS);
        server.admin().post("/manage/v1/leaks", "{\"token\":\"" + key.key() + "\"}");

        await(() -> server.database()
                .value("SELECT COALESCE(MAX(detail), '') FROM notice_delivery")
                .contains("answered 307"));

        assertThat(calls).isEmpty();
        assertThat(server.admin().delete(WEBHOOK).status()).isEqualTo(204);
        await(() -> server.database()
                .value("SELECT COALESCE(MAX(detail), '') FROM notice_delivery WHERE status = 'FAILED'")
                .contains("no webhook"));
    }

    private static String body(String url) {
        return "{\"url\":\"" + url + "\"}";
    }

    private static List<String> recipients(GreenMail mail) {
        return Arrays.stream(mail.getReceivedMessages())
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

    private static void await(BooleanSupplier condition) {
        Pause.until("the notices", Duration.ofSeconds(30), condition);
    }

    private record Call(String id, String timestamp, String signature, String body) {}
}
