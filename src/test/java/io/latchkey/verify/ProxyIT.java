package io.latchkey.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.latchkey.right.AccessRight;
import io.latchkey.testing.Answer;
import io.latchkey.testing.Caller;
import io.latchkey.testing.DatabaseKind;
import io.latchkey.testing.LatchkeyServer;
import io.latchkey.testing.Midnight;
import io.latchkey.testing.ProxyProcess;
import io.latchkey.testing.RawRequest;
import io.latchkey.testing.RawRequest.RawAnswer;
import io.latchkey.testing.TestKey;
import io.latchkey.verify.PlainService.Reached;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A plain service behind a real proxy with the configuration that is recommended. On one database: both answer alike. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ProxyIT {

    private LatchkeyServer server;
    private PlainService service;
    private String right;

    @BeforeAll
    void start() {
        assumeTrue(
                ProxyProcess.Kind.NGINX.executable().isPresent()
                        || ProxyProcess.Kind.CADDY.executable().isPresent(),
                ProxyProcess.Kind.NGINX.missing());
        server = LatchkeyServer.start(DatabaseKind.H2, Map.of("LATCHKEY_PROXY_TRUSTED", "127.0.0.0/8"));
        service = new PlainService();
        right = "orders";
        assertThat(server.admin()
                        .post(
                                "/manage/v1/custom-rights",
                                "{\"name\":\"orders\",\"description\":\"Orders\",\"patterns\":"
                                        + "[\"GET /orders/**\",\"POST /orders\"]}")
                        .status())
                .isEqualTo(201);
    }

    @AfterAll
    void stop() {
        if (server != null) {
            server.close();
            service.close();
        }
    }

    private ProxyProcess proxy(ProxyProcess.Kind kind) {
        return proxy(kind, "");
    }

    private ProxyProcess proxy(ProxyProcess.Kind kind, String query) {
        assumeTrue(kind.executable().isPresent(), kind.missing());
        service.take();
        return AskingProxy.start(kind, server.base(), service.port(), query);
    }

    private TestKey key(String more) {
        return server.makeKey(server.admin(), AccessRight.CUSTOM, ",\"customRight\":\"" + right + "\"" + more);
    }

    private Map<String, String> headers(TestKey key) {
        return new HashMap<>(server.with(key).headers());
    }

    private static RawAnswer send(ProxyProcess proxy, String method, String target, Map<String, String> headers) {
        return RawRequest.exchange(proxy.base(), method, target, headers, "");
    }

    @ParameterizedTest
    @EnumSource(ProxyProcess.Kind.class)
    void aGoodKeyGoesThroughAndTheServiceLearnsWhoseItIs(ProxyProcess.Kind kind) {
        // A quota that begins anew meanwhile has other numbers.
        Midnight.stayClear();
        TestKey key = key(
                ",\"externalId\":\"c-17\",\"labels\":{\"team\":\"crm\"},\"quota\":{\"requests\":5,\"period\":\"DAY\"}");
        TestKey plain = key("");
        try (ProxyProcess proxy = proxy(kind)) {
            RawAnswer answer = RawRequest.exchange(proxy.base(), "POST", "/orders?a=%2F", headers(key), "an order");

            assertThat(answer.status()).as(answer.text()).isEqualTo(200);
            Reached reached = service.take().get(0);
            assertThat(reached.method()).isEqualTo("POST");
            assertThat(reached.uri()).isEqualTo("/orders?a=%2F");
            assertThat(reached.body()).isEqualTo("an order");
            assertThat(reached.header("X-latchkey-key")).isEqualTo(Long.toString(key.number()));
            assertThat(reached.header("X-latchkey-right")).isEqualTo("orders");
            assertThat(reached.header("X-latchkey-organisation")).matches("\\d+");
            assertThat(reached.header("X-latchkey-external-id")).isEqualTo("c-17");
            assertThat(reached.header("X-latchkey-labels")).isEqualTo("{\"team\":\"crm\"}");
            assertThat(reached.header("X-latchkey-remaining")).isEqualTo("4");
            assertThat(reached.headers()).doesNotContainKeys("Authorization", "X-original-uri", "X-original-method");

            // What a client says of itself is believed neither by the proxy nor by the service.
            Map<String, String> forged = headers(plain);
            forged.put("X-Latchkey-Key", "1");
            forged.put("X-Latchkey-External-Id", "somebody-else");
            forged.put("X-Latchkey-Labels", "{\"team\":\"admin\"}");
            forged.put("X-Latchkey-Remaining", "9");
            assertThat(send(proxy, "GET", "/orders/1", forged).status()).isEqualTo(200);
            Reached ofPlain = service.take().get(0);
            assertThat(ofPlain.header("X-latchkey-key")).isEqualTo(Long.toString(plain.number()));
            assertThat(ofPlain.header("X-latchkey-external-id")).isEmpty();
            assertThat(ofPlain.header("X-latchkey-labels")).isEqualTo("{}");
            assertThat(ofPlain.header("X-latchkey-remaining")).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(ProxyProcess.Kind.class)
    void whatIsRefusedNeverReachesTheService(ProxyProcess.Kind kind) {
        // A quota that begins anew meanwhile has other numbers.
        Midnight.stayClear();
        TestKey key = key("");
        TestKey limited = key(",\"rateLimit\":\"1/PT1H\"");
        TestKey used = key(",\"quota\":{\"requests\":1,\"period\":\"DAY\"}");
        TestKey elsewhere = key(",\"allowedAddresses\":[\"192.0.2.0/24\"]");
        try (ProxyProcess proxy = proxy(kind)) {
            RawAnswer none = send(proxy, "GET", "/orders/1", Map.of());
            assertThat(none.status()).isEqualTo(401);
            assertThat(none.header("WWW-Authenticate").orElseThrow()).startsWith("Basic realm=");

            assertThat(send(proxy, "GET", "/admin", headers(key)).status()).isEqualTo(403);
            assertThat(send(proxy, "DELETE", "/orders/1", headers(key)).status())
                    .isEqualTo(403);
            assertThat(send(proxy, "GET", "/orders?right=FULL", headers(server.makeKey(AccessRight.FULL)))
                            .status())
                    .isEqualTo(403);
            assertThat(send(proxy, "GET", "/orders?right=FULL&organisation=7", headers(key))
                            .status())
                    .isEqualTo(200);
            assertThat(service.take()).hasSize(1);
            assertThat(send(proxy, "GET", "/orders/1", headers(server.makeKey(AccessRight.FULL)))
                            .status())
                    .isEqualTo(403);
            Map<String, String> forwarded = headers(elsewhere);
            forwarded.put("X-Forwarded-For", "192.0.2.1");
            assertThat(send(proxy, "GET", "/orders/1", forwarded).status()).isEqualTo(403);
            assertThat(service.take()).isEmpty();

            for (TestKey spent : List.of(limited, used)) {
                assertThat(send(proxy, "GET", "/orders/1", headers(spent)).status())
                        .isEqualTo(200);
                assertThat(service.take()).hasSize(1);
                RawAnswer over = send(proxy, "GET", "/orders/1", headers(spent));
                assertThat(over.status()).as(over.text()).isEqualTo(429);
                assertThat(Integer.parseInt(over.header("Retry-After").orElseThrow()))
                        .isPositive();
                assertThat(over.header("Content-Type")).hasValue("application/problem+json");
                assertThat(service.take()).isEmpty();
            }
        }
    }

    @ParameterizedTest
    @EnumSource(ProxyProcess.Kind.class)
    void anotherRequestThanTheOneThatIsMadeIsNotAskedAbout(ProxyProcess.Kind kind) {
        TestKey key = key("");
        try (ProxyProcess proxy = proxy(kind)) {
            for (String header : List.of("X-Original-URI", "X-Forwarded-Uri")) {
                Map<String, String> forged = headers(key);
                forged.put(header, "/orders/1");
                forged.put(header.replaceAll("U[Rr][Ii]$", "Method"), "GET");
                assertThat(send(proxy, "DELETE", "/admin", forged).status())
                        .as(header)
                        .isBetween(400, 503);
            }
            for (String target : List.of(
                    "/orders/../admin",
                    "/orders/%2e%2e/admin",
                    "/orders/..%2fadmin",
                    "/orders/.%2e%2fadmin",
                    "/orders%2F..%2Fadmin",
                    "/orders/..;/admin",
                    "/orders/;/../../admin",
                    "//orders/1",
                    "/orders//1",
                    "/orders/..%5cadmin",
                    "/orders/%252e%252e/admin",
                    "/orders/%c0%ae%c0%ae/admin",
                    "/admin?/orders/1",
                    "/admin#/orders/1",
                    "/admin%23/orders/1",
                    "http://127.0.0.1/admin")) {
                assertThat(send(proxy, "GET", target, headers(key)).status())
                        .as(target)
                        .isBetween(400, 499);
            }
            assertThat(service.take()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(ProxyProcess.Kind.class)
    void theProxyNamesTheBuiltInRightsThatItTakes(ProxyProcess.Kind kind) {
        TestKey events = server.makeKey(AccessRight.EVENTS);
        TestKey messages = server.makeKey(AccessRight.MESSAGES);
        try (ProxyProcess proxy = proxy(kind, "?right=EVENTS,FULL")) {
            assertThat(send(proxy, "DELETE", "/anything", headers(events)).status())
                    .isEqualTo(200);
            assertThat(send(proxy, "DELETE", "/anything", headers(messages)).status())
                    .isEqualTo(403);
            // A client does not name the rights.
            assertThat(send(proxy, "DELETE", "/anything?right=MESSAGES", headers(messages))
                            .status())
                    .isEqualTo(403);
            assertThat(send(proxy, "GET", "/orders/1", headers(key(""))).status())
                    .isEqualTo(403);
        }
    }

    @ParameterizedTest
    @EnumSource(ProxyProcess.Kind.class)
    void whatLatchkeysServerCannotReadDoesNotReachTheService(ProxyProcess.Kind kind) {
        try (ProxyProcess proxy = proxy(kind)) {
            for (String host : RawRequest.UNREADABLE_HOSTS) {
                RawAnswer answer = send(proxy, "GET", "/orders/1", Map.of("Host", host));

                assertThat(answer.status()).as(host).isBetween(400, 503);
            }
            for (String target : List.of("/%", "/%zz", "/orders/1%2", "/..", "/orders/..", "*", "//")) {
                RawAnswer answer = send(proxy, "GET", target, Map.of());

                assertThat(answer.status()).as(target).isBetween(400, 503);
            }
            assertThat(service.take()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(ProxyProcess.Kind.class)
    void withoutLatchkeyNothingGoesThrough(ProxyProcess.Kind kind) {
        assumeTrue(kind.executable().isPresent(), kind.missing());
        URI nobody = URI.create("http://127.0.0.1:1");
        service.take();
        try (ProxyProcess proxy = AskingProxy.start(kind, nobody, service.port(), "")) {
            RawAnswer answer = send(proxy, "GET", "/orders/1", headers(key("")));

            assertThat(answer.status()).as(answer.text()).isBetween(502, 503);
            assertThat(service.take()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(ProxyProcess.Kind.class)
    void whatAClientSendsToItsServiceIsNoPartOfTheQuestion(ProxyProcess.Kind kind) {
        TestKey full = server.makeKey(AccessRight.FULL);
        try (ProxyProcess proxy = proxy(kind)) {
            for (String query : List.of("right=FULL", "organisation=1&right=FULL", "x=%2F&right=FULL")) {
                assertThat(send(proxy, "GET", "/orders/1?" + query, headers(full))
                                .status())
                        .as(query)
                        .isEqualTo(403);
            }
            assertThat(service.take()).isEmpty();

            Map<String, String> sent = headers(key(""));
            sent.putAll(Map.of(
                    "Accept", "image/png",
                    "Accept-Language", ";;",
                    "Content-Type", "none",
                    "If-None-Match", "*",
                    "Range", "bytes=0-1",
                    "Forwarded", "for=192.0.2.1"));
            assertThat(send(proxy, "GET", "/orders/1?right=FULL", sent).status())
                    .isEqualTo(200);
            Reached reached = service.take().get(0);
            assertThat(reached.uri()).isEqualTo("/orders/1?right=FULL");
            assertThat(reached.header("Accept")).isEqualTo("image/png");
        }
    }

    @ParameterizedTest
    @EnumSource(ProxyProcess.Kind.class)
    void theLongestHeadersComeThrough(ProxyProcess.Kind kind) {
        StringBuilder labels = new StringBuilder("\"l0\":\"\"");
        for (int i = 1; i < 20; i++) {
            labels.append(",\"label-")
                    .append(i)
                    .append("\":\"")
                    .append("x".repeat(80))
                    .append('"');
        }
        TestKey key = key(",\"externalId\":\"" + "\u20ac".repeat(255) + "\",\"labels\":{" + labels + "}");
        try (ProxyProcess proxy = proxy(kind)) {
            assertThat(send(proxy, "GET", "/orders/1", headers(key)).status()).isEqualTo(200);
            Reached reached = service.take().get(0);
            assertThat(reached.header("X-latchkey-external-id")).isEqualTo("%E2%82%AC".repeat(255));
            assertThat(reached.header("X-latchkey-labels")).hasSizeBetween(1600, 2048);
        }
    }

    @ParameterizedTest
    @EnumSource(ProxyProcess.Kind.class)
    void aBodyOfUnknownLengthGoesToTheService(ProxyProcess.Kind kind) {
        byte[] body = "an order".getBytes(StandardCharsets.UTF_8);
        try (ProxyProcess proxy = proxy(kind)) {
            Answer answer = Caller.of(proxy.base())
                    .with("Authorization", headers(key("")).get("Authorization"))
                    .send("POST", "/orders", BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)));

            assertThat(answer.status()).isEqualTo(200);
            assertThat(service.take().get(0).body()).isEqualTo("an order");
        }
    }

    @ParameterizedTest
    @EnumSource(ProxyProcess.Kind.class)
    void theRefusalsOfTheServiceAreItsOwn(ProxyProcess.Kind kind) {
        assumeTrue(kind.executable().isPresent(), kind.missing());
        for (int status : new int[] {401, 403, 429, 500, 503}) {
            try (PlainService refusing = new PlainService(status);
                    ProxyProcess proxy = AskingProxy.start(kind, server.base(), refusing.port(), "")) {
                RawAnswer answer = send(proxy, "GET", "/orders/1", headers(key("")));

                assertThat(answer.status()).isEqualTo(status);
                assertThat(answer.header("Content-Type")).isEmpty();
                assertThat(refusing.take()).hasSize(1);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(ProxyProcess.Kind.class)
    void aKeyThatIsDisabledIsRefusedFromTheNextRequestOn(ProxyProcess.Kind kind) {
        TestKey key = key("");
        Map<String, String> bearer = Map.of("Authorization", "Bearer " + key.key());
        try (ProxyProcess proxy = proxy(kind)) {
            assertThat(send(proxy, "GET", "/orders/1", bearer).status()).isEqualTo(200);

            server.admin().patch(key.path(), "{\"status\":\"DISABLED\"}");

            assertThat(send(proxy, "GET", "/orders/1", bearer).status()).isEqualTo(401);
            assertThat(service.take()).hasSize(1);
        }
    }
}
