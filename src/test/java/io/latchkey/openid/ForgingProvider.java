package io.latchkey.openid;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A provider that gives whatever ID token a test wants, which no real one would. */
public final class ForgingProvider implements AutoCloseable {

    private static final int KEY_BITS = 2048;

    private final HttpServer server;
    private final RSAKey key;
    private final List<String> askedForTokens = new CopyOnWriteArrayList<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicInteger held = new AtomicInteger();
    private final AtomicInteger mostHeld = new AtomicInteger();
    private volatile CountDownLatch release = new CountDownLatch(0);
    private volatile String idToken = "";
    private volatile String error = "";

    /** Starts it. */
    public ForgingProvider() {
        try {
            key = new RSAKeyGenerator(KEY_BITS).keyID("provider").generate();
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
        server.createContext("/.well-known/openid-configuration", exchange -> answer(exchange, description()));
        server.createContext("/keys", exchange -> answer(exchange, new JWKSet(key.toPublicJWK()).toString()));
        server.createContext("/token", exchange -> {
            askedForTokens.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            hold();
            if (!error.isEmpty()) {
                answer(exchange, 400, "{\"error\":\"" + error + "\",\"error_description\":\"a description\"}");
                return;
            }
            String member = idToken.isEmpty() ? "" : ",\"id_token\":\"" + idToken + "\"";
            answer(exchange, "{\"access_token\":\"unused\",\"token_type\":\"Bearer\"" + member + "}");
        });
        server.setExecutor(threads);
        server.start();
    }

    private void hold() {
        mostHeld.accumulateAndGet(held.incrementAndGet(), Math::max);
        try {
            release.await(1, TimeUnit.MINUTES);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        } finally {
            held.decrementAndGet();
        }
    }

    private static void answer(HttpExchange exchange, String json) throws IOException {
        answer(exchange, 200, json);
    }

    private static void answer(HttpExchange exchange, int status, String json) throws IOException {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private String description() {
        return """
                {"issuer":"%1$s","authorization_endpoint":"%1$s/authorize","token_endpoint":"%1$s/token",
                 "jwks_uri":"%1$s/keys","response_types_supported":["code"],"subject_types_supported":["public"],
                 "id_token_signing_alg_values_supported":["RS256"]}""".formatted(issuer());
    }

    public String issuer() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** The key that it says to sign by. */
    RSAKey key() {
        return key;
    }

    /** Gives this token from now on. */
    void gives(String token) {
        error = "";
        idToken = token;
    }

    /** Gives no ID token from now on, as if it only spoke OAuth 2.0. */
    void givesNone() {
        gives("");
    }

    /** Refuses every code from now on, with this error. */
    void refusesBy(String code) {
        error = code;
    }

    /** Gives no token until the latch is released. */
    public void holdsUntil(CountDownLatch released) {
        release = released;
    }

    /** How many requests for a token it has held at the same time. */
    public int mostHeld() {
        return mostHeld.get();
    }

    /** The forms by which it was asked for a token. */
    public List<String> askedForTokens() {
        return askedForTokens;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
