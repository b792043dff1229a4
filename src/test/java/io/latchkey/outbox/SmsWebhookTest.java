package io.latchkey.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.latchkey.json.Json;
import io.latchkey.testing.Pause;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SmsWebhookTest {

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch hungUp = new CountDownLatch(1);
    private HttpServer gateway;

    @BeforeEach
    void start() throws IOException {
        gateway = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        gateway.createContext("/trickling/200", exchange -> trickle(exchange, 200));
        gateway.createContext("/trickling/400", exchange -> trickle(exchange, 400));
        gateway.createContext("/answering/", exchange -> {
            String path = exchange.getRequestURI().getPath();
            exchange.sendResponseHeaders(Integer.parseInt(path.substring("/answering/".length())), -1);
            exchange.close();
        });
        gateway.createContext("/silent", exchange -> Pause.until("the end", Duration.ofMinutes(1), () -> false));
        gateway.setExecutor(threads);
        gateway.start();
    }

    @AfterEach
    void stop() {
        gateway.stop(0);
        threads.shutdownNow();
    }

    private void trickle(HttpExchange exchange, int status) throws IOException {
        exchange.sendResponseHeaders(status, 0);
        try (OutputStream body = exchange.getResponseBody()) {
            while (!threads.isShutdown()) {
                body.write('.');
                body.flush();
                Pause.of(Duration.ofMillis(50));
            }
        } catch (IOException gone) {
            hungUp.countDown();
        }
    }

    private Outcome send(String path, Duration timeout) {
        String url = "http://127.0.0.1:" + gateway.getAddress().getPort() + path;
        try (SenderSession session = new SmsWebhook(Optional.of(url), timeout, new Json()).open()) {
            return session.send(new RenderedMessage(
                    "request-1", Optional.empty(), "Shop", "380501234567", "", Optional.of("Hello"), Optional.empty()));
        }
    }

    @Test
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void anAnswerWhoseBodyTricklesIsNotWaitedFor() throws Exception {
        assertThat(send("/trickling/200", Duration.ofSeconds(30))).isEqualTo(Outcome.of(Outcome.Kind.TAKEN));
        assertThat(hungUp.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(send("/trickling/400", Duration.ofSeconds(30)).kind()).isEqualTo(Outcome.Kind.REFUSED);
    }

    @ParameterizedTest
    @CsvSource({
        "202, TAKEN",
        "400, REFUSED",
        "422, REFUSED",
        "401, FAILED",
        "404, FAILED",
        "500, FAILED",
        "429, UNREACHABLE",
        "502, UNREACHABLE",
        "503, UNREACHABLE",
        "504, UNREACHABLE"
    })
    void theStatusTellsWhetherToTryTheNextMessage(int status, Outcome.Kind kind) {
        Outcome outcome = send("/answering/" + status, Duration.ofSeconds(30));

        assertThat(outcome.kind()).isEqualTo(kind);
        assertThat(outcome.detail())
                .isEqualTo(kind == Outcome.Kind.TAKEN ? "" : "The webhook answered " + status + ".");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://sms.example.com/send?token=se|cret",
                "https:host/x?token=secret",
                "https:/secret",
                "ftp://sms.example.com/secret",
                "secret"
            })
    void anAddressThatIsNotValidIsRefusedWithoutRevealingIt(String url) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SmsWebhook(Optional.of(url), Duration.ofSeconds(1), new Json()))
                .withMessageStartingWith("latchkey.sms.webhook-url ")
                .withMessageNotContaining("cret")
                .withNoCause();
    }

    @Test
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void aGatewayThatDoesNotAnswerIsNotWaitedForEither() {
        assertThat(send("/silent", Duration.ofSeconds(1)).kind()).isEqualTo(Outcome.Kind.UNREACHABLE);
    }
}
