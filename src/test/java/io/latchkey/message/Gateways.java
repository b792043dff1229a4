package io.latchkey.message;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import com.sun.net.httpserver.HttpServer;
import io.latchkey.testing.DatabaseKind;
import io.latchkey.testing.LatchkeyServer;
import io.latchkey.testing.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.junit.jupiter.api.extension.ExtensionContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A server that sends through a real mail server and a real webhook, both on this machine. */
final class Gateways implements ExtensionContext.Store.CloseableResource, AutoCloseable {

    private static final JsonMapper JSON = new JsonMapper();

    private final LatchkeyServer server;
    private final HttpServer webhook;
    private final int mailPort;
    private GreenMail mail;
    private final List<JsonNode> texts = new CopyOnWriteArrayList<>();
    private final AtomicInteger webhookStatus = new AtomicInteger(202);
    private final AtomicReference<Consumer<JsonNode>> meanwhile = new AtomicReference<>(text -> {});
    private final AtomicInteger webhookCalls = new AtomicInteger();

    Gateways(DatabaseKind kind) {
        try {
            webhook = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        webhook.createContext("/sms", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            webhookCalls.incrementAndGet();
            meanwhile.get().accept(JSON.readTree(body));
            int status = webhookStatus.get();
            if (status / 100 == 2) {
                texts.add(JSON.readTree(body));
            }
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        webhook.start();
        mailPort = Ports.free();
        openMail();
        server = LatchkeyServer.start(
                kind,
                Map.of(
                        "LATCHKEY_MAIL_HOST", "127.0.0.1",
                        "LATCHKEY_MAIL_PORT", Integer.toString(mailPort),
                        "LATCHKEY_MAIL_TIMEOUT", "PT2S",
                        "LATCHKEY_SMS_WEBHOOK_URL",
                                "http://127.0.0.1:" + webhook.getAddress().getPort() + "/sms",
                        "LATCHKEY_SMS_SENDERS", "Shop,Other",
                        "LATCHKEY_OUTBOX_INTERVAL", "PT0.5S",
                        "LATCHKEY_OUTBOX_RETRY_DELAY", "PT2S",
                        "LATCHKEY_OUTBOX_MAX_ATTEMPTS", "3"));
    }

    LatchkeyServer server() {
        return server;
    }

    GreenMail mail() {
        return mail;
    }

    /** What the webhook has taken so far. */
    List<JsonNode> texts() {
        return texts;
    }

    int webhookCalls() {
        return webhookCalls.get();
    }

    /** What happens before the webhook answers. */
    void webhookMeanwhile(Consumer<JsonNode> action) {
        meanwhile.set(action);
    }

    void webhookAnswers(int status) {
        webhookStatus.set(status);
    }

    void closeMail() {
        mail.stop();
    }

    /** In the mail server's place: one that takes connections and never says a word. */
    ServerSocket silentMail() throws IOException {
        closeMail();
        return new ServerSocket(mailPort, 50, InetAddress.getByName("127.0.0.1"));
    }

    void openMail() {
        ServerSetup smtp = new ServerSetup(mailPort, "127.0.0.1", ServerSetup.PROTOCOL_SMTP);
        smtp.setServerStartupTimeout(Duration.ofSeconds(30).toMillis());
        mail = new GreenMail(smtp);
        mail.start();
    }

    @Override
    public void close() {
        server.close();
        webhook.stop(0);
        mail.stop();
    }

    @Override
    public String toString() {
        return server.toString();
    }
}
