package io.latchkey.openid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.latchkey.network.BaseUrl;
import io.latchkey.testing.MovableClock;
import io.latchkey.testing.Pause;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** While the provider is away. */
class OpenIdProviderTest {

    private final MovableClock clock = new MovableClock(Instant.parse("2026-01-01T00:00:00Z"));
    private final AtomicInteger asked = new AtomicInteger();
    private HttpServer away;
    private OpenIdProvider provider;

    @BeforeEach
    void start() throws IOException {
        away = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        away.createContext("/", exchange -> {
            asked.incrementAndGet();
            Pause.of(Duration.ofMillis(200));
            exchange.sendResponseHeaders(503, -1);
            exchange.close();
        });
        away.start();
        provider = new OpenIdProvider(
                new OpenIdSettings(
                        Optional.of("http://127.0.0.1:" + away.getAddress().getPort()),
                        Optional.of("latchkey"),
                        Optional.of("secret"),
                        "Provider",
                        "email",
                        new BaseUrl(URI.create("https://keys.example"))),
                clock);
    }

    @AfterEach
    void stop() {
        away.stop(0);
    }

    private boolean fails() {
        assertThatThrownBy(provider::metadata).isInstanceOf(OpenIdException.class);
        return true;
    }

    @Test
    void itIsLeftAloneForAWhile() {
        fails();
        clock.advance(Duration.ofSeconds(9));
        fails();
        assertThat(asked).hasValue(1);

        clock.advance(Duration.ofSeconds(1));
        fails();
        assertThat(asked).hasValue(2);
    }

    @Test
    void ofManyAtOnceOneAsks() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            Callable<Boolean> signIn = this::fails;
            for (Future<Boolean> done : threads.invokeAll(Collections.nCopies(8, signIn))) {
                assertThat(done.get()).isTrue();
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(asked).hasValue(1);
    }
}
