package io.latchkey.signinpage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.latchkey.openid.ForgingProvider;
import io.latchkey.right.AccessRight;
import io.latchkey.testing.Answer;
import io.latchkey.testing.DatabaseKind;
import io.latchkey.testing.LatchkeyServer;
import io.latchkey.testing.Pause;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What strangers can cause at an OpenID Connect provider, and here, without signing in. */
class SlowProviderIT {

    private static final int STRANGERS = 20;

    private static ForgingProvider provider;
    private static LatchkeyServer server;

    @BeforeAll
    static void start() {
        provider = new ForgingProvider();
        server = LatchkeyServer.start(
                DatabaseKind.H2,
                Map.of(
                        "LATCHKEY_OIDC_ISSUER", provider.issuer(),
                        "LATCHKEY_OIDC_CLIENT_ID", "latchkey",
                        "LATCHKEY_OIDC_CLIENT_SECRET", "a secret"));
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
        provider.close();
    }

    /** The way back from the provider, with a code that a stranger has made up. */
    private record WayBack(String path, String cookie) {

        static WayBack begun() {
            Answer begun = server.anonymous().get(OpenIdServlet.BEGIN);
            String state = begun.header("Location")
                    .orElseThrow()
                    .replaceAll(".*[?&]state=", "")
                    .replaceAll("&.*", "");
            String cookie = begun.header("Set-Cookie").orElseThrow().replaceAll(";.*", "");
            return new WayBack(OpenIdServlet.BEGIN + "/answer?code=x" + state + "&state=" + state, cookie);
        }

        Answer go() {
            return server.anonymous().with("Cookie", cookie).get(path);
        }

        long comeToTheProvider() {
            String code = path.replaceAll(".*code=", "").replaceAll("&.*", "");
            return provider.askedForTokens().stream()
                    .filter(form -> form.contains(code))
                    .count();
        }
    }

    private static void assertFailed(Answer answer) {
        assertThat(answer.status()).isEqualTo(302);
        assertThat(answer.header("Location").orElseThrow()).endsWith("/sign-in?failed=openid");
    }

    private static long logged(String failure) {
        return server.log()
                .lines()
                .filter(line -> line.contains("A sign-in with OpenID Connect failed: " + failure))
                .count();
    }

    @Test
    void whoComesBackAgainAndAgainIsTakenToTheProviderOnce() {
        WayBack way = WayBack.begun();
        for (int i = 0; i < 5; i++) {
            assertFailed(way.go());
            assertFailed(server.anonymous().get(way.path()));
        }

        assertThat(way.comeToTheProvider()).isOne();
        server.awaitLog("This browser did not start such a sign-in");
        server.awaitLog("The browser came back once more");
        assertThat(logged("This browser did not start such a sign-in")).isOne();
        assertThat(logged("The browser came back once more")).isOne();
    }

    @Test
    void whileTheProviderIsSlowStrangersKeepFewThreads() throws Exception {
        List<WayBack> ways = Stream.generate(WayBack::begun).limit(STRANGERS).toList();
        CountDownLatch released = new CountDownLatch(1);
        provider.holdsUntil(released);
        ExecutorService threads = Executors.newFixedThreadPool(STRANGERS);
        try {
            Instant begun = Instant.now();
            List<Future<Answer>> answers =
                    ways.stream().map(way -> threads.submit(way::go)).toList();
            Pause.until(
                    "the others to be refused",
                    Duration.ofSeconds(20),
                    () -> answers.stream().filter(Future::isDone).count() >= STRANGERS - OpenIdServlet.MAX_AT_ONCE);
            assertThat(server.with(server.makeKey(AccessRight.EVENTS))
                            .get("/api/v1/version")
                            .status())
                    .isEqualTo(200);
            // Later, the node gives up waiting, and takes others to the provider while that still holds the first.
            assumeTrue(Duration.between(begun, Instant.now()).compareTo(Duration.ofSeconds(5)) < 0, "too slow");
            assertThat(provider.mostHeld()).isBetween(1, OpenIdServlet.MAX_AT_ONCE);
            released.countDown();

            List<Integer> refused = IntStream.range(0, STRANGERS)
                    .filter(i -> answerOf(answers.get(i)).status() == 503)
                    .boxed()
                    .toList();
            assertThat(refused).isNotEmpty();
            Answer answer = answerOf(answers.get(refused.get(0)));
            assertThat(answer.header("Retry-After")).hasValue("5");
            // Its sign-in is not lost.
            WayBack later = ways.get(refused.get(0));
            assertThat(answer.header("Set-Cookie")).isEmpty();
            assertThat(later.comeToTheProvider()).isZero();
            assertFailed(later.go());
            assertThat(later.comeToTheProvider()).isOne();
        } finally {
            released.countDown();
            threads.shutdownNow();
        }
    }

    private static Answer answerOf(Future<Answer> future) {
        try {
            return future.get();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
