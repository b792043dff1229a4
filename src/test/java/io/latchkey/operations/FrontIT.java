package io.latchkey.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpServer;
import io.latchkey.testing.Answer;
import io.latchkey.testing.Caller;
import io.latchkey.testing.ClearHttp2;
import io.latchkey.testing.DatabaseKind;
import io.latchkey.testing.HiddenRequest;
import io.latchkey.testing.LatchkeyServer;
import io.latchkey.testing.Pause;
import io.latchkey.testing.Ports;
import io.latchkey.testing.ProxyProcess;
import io.latchkey.testing.ServerConfig;
import io.latchkey.testing.Shell;
import io.latchkey.testing.TestCertificate;
import io.latchkey.testing.TestDatabase;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Two nodes in production behind TLS, with the files of {@code server-config} alone. The last tests end the nodes. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class FrontIT {

    private static final String KEYS = "/manage/v1/keys";
    private static final String INFO = "/api/v1/account/info";

    /** Within which an answer comes that needs no password. */
    private static final Duration LONG = Duration.ofSeconds(3);

    /** Within which every answer comes: several passwords may be checked at once, as slowly as in production. */
    private static final Duration LONGEST = Duration.ofSeconds(20);

    private TestDatabase database;
    private TestCertificate certificate;
    private NodesProcess nodes;

    @BeforeAll
    void start() throws IOException, GeneralSecurityException {
        assumeTrue(Shell.has("bash") && Shell.has("curl"), "The script needs bash and curl");
        Path folder = Files.createTempDirectory(Files.createDirectories(Path.of("target", "it")), "front-")
                .toAbsolutePath();
        certificate = TestCertificate.of("dns:localhost,ip:127.0.0.1", folder);
        database = TestDatabase.create(DatabaseKind.POSTGRESQL, folder);
        nodes = NodesProcess.start(database, "https://localhost", folder);
    }

    @AfterAll
    void stop() {
        if (nodes != null) {
            nodes.close();
        }
        if (database != null) {
            database.close();
        }
    }

    private Front front(ProxyProcess.Kind kind) throws IOException {
        return front(kind, nodes.port(0), nodes.port(1));
    }

    private Front front(ProxyProcess.Kind kind, int first, int second) throws IOException {
        assumeTrue(kind.executable().isPresent(), kind.missing());
        int plain = Ports.free();
        int tls = Ports.free();
        String file = kind == ProxyProcess.Kind.NGINX ? "nginx/tls.conf" : "caddy/tls.Caddyfile";
        String configuration = Files.readString(ServerConfig.file(file))
                .replace("127.0.0.1:8080", "127.0.0.1:" + first)
                .replace("127.0.0.1:8081", "127.0.0.1:" + second)
                .replace("/etc/latchkey/tls.crt", certificate.certificate().toString())
                .replace("/etc/latchkey/tls.key", certificate.key().toString())
                .replace("keys.example.com:80 ", "localhost:" + plain + " ")
                .replace("keys.example.com:443", "localhost:" + tls)
                .replace("listen 80;", "listen " + plain + ";")
                .replace("listen 443 ", "listen " + tls + " ");
        return new Front(
                ProxyProcess.start(kind, configuration, tls),
                Caller.of(URI.create("http://localhost:" + plain)),
                Caller.of(URI.create("https://localhost:" + tls), certificate.context()));
    }

    private static String makeKey(Front front) {
        Answer made = front.admin().post(KEYS, "{\"description\":\"Front\",\"accessRight\":\"FULL\"}");
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        return made.json().get("key").stringValue();
    }

    @ParameterizedTest
    @EnumSource(ProxyProcess.Kind.class)
    @Order(1)
    void keysAreMadeAndUsedOnAnyNode(ProxyProcess.Kind kind) throws IOException {
        try (Front front = front(kind)) {
            Caller program = front.tls().as("any", makeKey(front));
            for (int i = 0; i < 10; i++) {
                assertThat(program.get(INFO).status()).isEqualTo(200);
            }
            assertThat(front.tls().get(INFO).status()).isEqualTo(401);
            assertThat(front.tls().as("any", "lk_wrong").get(INFO).status()).isEqualTo(401);
            assertThat(program.get(INFO).header("Strict-Transport-Security")).isPresent();
            assertThat(program.get(INFO).header("Server").orElse("")).doesNotContain("Payara");
        }
    }

    @ParameterizedTest
    @EnumSource(ProxyProcess.Kind.class)
    @Order(1)
    void theAddressIsTheOneThatTheProxySees(ProxyProcess.Kind kind) throws IOException {
        try (Front front = front(kind)) {
            Answer made = front.admin()
                    .with("X-Forwarded-For", "192.0.2.77")
                    .with("Forwarded", "for=192.0.2.78")
                    .post(KEYS, "{\"description\":\"Forged\",\"accessRight\":\"FULL\"}");
            assertThat(made.status()).isEqualTo(201);

            Answer log = front.admin().get("/manage/v1/audit?limit=1");
            assertThat(log.body()).contains("Forged", "127.0.0.1").doesNotContain("192.0.2.7");
        }
    }

    @ParameterizedTest
    @EnumSource(ProxyProcess.Kind.class)
    @Order(1)
    void nothingIsDoneByPlainHttp(ProxyProcess.Kind kind) throws IOException {
        try (Front front = front(kind)) {
            Caller program = front.plain().as("any", makeKey(front));

            assertThat(program.get(INFO).status()).isEqualTo(403);
            assertThat(front.plain().get("/verify").status()).isEqualTo(403);
            Answer page = front.plain().get("/sign-in");
            assertThat(page.status()).isEqualTo(301);
            assertThat(page.header("Location").orElseThrow()).startsWith("https://localhost");
        }
    }

    @ParameterizedTest
    @EnumSource(ProxyProcess.Kind.class)
    @Order(1)
    void aBrowserStaysWithItsNodeAndItsCookieWithTls(ProxyProcess.Kind kind) throws IOException {
        try (Front front = front(kind)) {
            List<String> ofProxy = cookies(front.tls().get("/sign-in"));
            Answer signedIn = with(front.tls(), ofProxy)
                    .with("Content-Type", "application/x-www-form-urlencoded")
                    .post(
                            "/sign-in",
                            LatchkeyServer.SIGN_IN_FORM + "&name=admin&password="
                                    + URLEncoder.encode(LatchkeyServer.ADMIN_PASSWORD, StandardCharsets.UTF_8));
            assertThat(signedIn.status()).as(signedIn.body()).isEqualTo(302);
            assertThat(cookies(signedIn))
                    .filteredOn(cookie -> cookie.startsWith("latchkey-session="))
                    .singleElement()
                    .asString()
                    .contains("Secure", "HttpOnly")
                    .containsIgnoringCase("SameSite=Lax");

            List<String> all = new ArrayList<>(ofProxy);
            all.addAll(cookies(signedIn));
            for (int i = 0; i < 10; i++) {
                assertThat(with(front.tls(), all).get("/settings/api").status()).isEqualTo(200);
            }
            assertThat(front.tls().get("/settings/api").status()).isEqualTo(401);
        }
    }

    private static List<String> cookies(Answer answer) {
        return answer.headers().entrySet().stream()
                .filter(header -> header.getKey().equalsIgnoreCase("Set-Cookie"))
                .flatMap(header -> header.getValue().stream())
                .toList();
    }

    private static Caller with(Caller caller, List<String> cookies) {
        return cookies.isEmpty()
                ? caller
                : caller.with(
                        "Cookie",
                        String.join(
                                "; ",
                                cookies.stream()
                                        .map(cookie -> cookie.replaceFirst(";.*", ""))
                                        .toList()));
    }

    @ParameterizedTest
    @EnumSource(ProxyProcess.Kind.class)
    @Order(1)
    void refusalsOfTheProductComeThrough(ProxyProcess.Kind kind) throws IOException {
        try (Front front = front(kind)) {
            Answer large = front.admin().post(KEYS, "{\"description\":\"" + "x".repeat(2_000_000) + "\"}");
            assertThat(large.status()).as(large.body()).isEqualTo(413);
            assertThat(large.header("Content-Type")).hasValue("application/problem+json");
            Answer header = front.tls()
                    .with("Authorization", "Basic " + "x".repeat(9000))
                    .get(INFO);
            assertThat(header.status()).as(header.body()).isEqualTo(401);
            assertThat(header.header("Content-Type")).hasValue("application/problem+json");
            for (String path :
                    List.of("/metrics", "/health/ready", "/health", "/health;x", "/metrics;x", "/health%3Bx")) {
                assertThat(front.tls().get(path).status()).as(path).isEqualTo(404);
            }
        }
    }

    /** It is the one that asks for as many messages as may be asked for, by a client that encodes commas. */
    @ParameterizedTest
    @EnumSource(ProxyProcess.Kind.class)
    @Order(1)
    void theLongestAddressComesThrough(ProxyProcess.Kind kind) throws IOException {
        String ids = Stream.generate(UUID::randomUUID)
                .limit(1000)
                .map(UUID::toString)
                .collect(Collectors.joining("%2C"));
        try (Front front = front(kind)) {
            Caller program = front.tls().as("u".repeat(2_900), makeKey(front));

            Answer statuses = program.get("/api/v1/message/status?ids=" + ids);

            assertThat(statuses.status()).as(statuses.body()).isEqualTo(200);
            assertThat(statuses.json().get("results")).isEmpty();
        }
    }

    /** A node executes what the proxy has read as a request too, and nothing that went by it in a body. */
    @ParameterizedTest
    @EnumSource(ProxyProcess.Kind.class)
    @Order(1)
    void noRequestPassesTheProxyUnseen(ProxyProcess.Kind kind)
            throws IOException, InterruptedException, ExecutionException {
        try (Front front = front(kind)) {
            Caller program = front.tls().as("any", makeKey(front));
            HiddenRequest seen = HiddenRequest.make();
            assertThat(exchange(front, program, seen, HiddenRequest.BEHIND, LONGEST))
                    .hasSize(2);
            assertThat(seen.isExecuted(database)).isTrue();

            List<String> all = Stream.of(HiddenRequest.FORMS, HiddenRequest.NO_LENGTHS)
                    .flatMap(List::stream)
                    .toList();
            List<String> suspect = unseen(front, program, all, Duration.ofSeconds(1));
            // On a busy machine an answer takes its time.
            assertThat(unseen(front, program, suspect, LONGEST)).isEmpty();
        }
    }

    /** The forms in which a request was executed that the proxy gave no answer to. */
    private List<String> unseen(Front front, Caller program, List<String> forms, Duration silence)
            throws InterruptedException, ExecutionException {
        List<Callable<Sent>> tasks = forms.stream()
                .<Callable<Sent>>map(form -> () -> {
                    HiddenRequest hidden = HiddenRequest.make();
                    boolean answered =
                            exchange(front, program, hidden, form, silence).contains(201);
                    return new Sent(form, hidden, answered);
                })
                .toList();
        List<Sent> unanswered = new ArrayList<>();
        // Most of the time nothing comes: several wait for it at once.
        ExecutorService senders = Executors.newFixedThreadPool(6);
        try {
            for (Future<Sent> done : senders.invokeAll(tasks)) {
                if (!done.get().answered()) {
                    unanswered.add(done.get());
                }
            }
        } finally {
            senders.shutdown();
        }
        Pause.of(Duration.ofSeconds(1));
        return unanswered.stream()
                .filter(sent -> sent.hidden().isExecuted(database))
                .map(Sent::form)
                .toList();
    }

    /** A connection of another protocol would be the client's own: nobody would say any more whose requests they are. */
    @ParameterizedTest
    @EnumSource(ProxyProcess.Kind.class)
    @Order(1)
    void noNodeIsAskedForAnotherProtocol(ProxyProcess.Kind kind) throws IOException {
        Queue<Headers> asked = new ConcurrentLinkedQueue<>();
        HttpServer node = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        node.createContext("/", exchange -> {
            asked.add(exchange.getRequestHeaders());
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        // Asked by the proxy itself.
        node.createContext("/health/started", exchange -> {
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        node.start();
        int port = node.getAddress().getPort();
        try (Front front = front(kind, port, port)) {
            for (String path : List.of(INFO, "/sign-in")) {
                assertThat(HiddenRequest.send(connect(front), ClearHttp2.upgrade(path), LONG)
                                .statuses())
                        .containsExactly(204);
            }
            assertThat(asked).hasSize(2).noneMatch(headers -> headers.containsKey("Upgrade"));
        } finally {
            node.stop(0);
        }
    }

    /** Its server answers 404 itself until then. */
    @Test
    @Order(1)
    void caddyAsksNoNodeThatHasNotStarted() throws IOException {
        HttpServer starting = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        starting.createContext("/", exchange -> {
            exchange.sendResponseHeaders(404, -1);
            exchange.close();
        });
        starting.start();
        try (Front front = front(
                ProxyProcess.Kind.CADDY, nodes.port(0), starting.getAddress().getPort())) {
            Caller program = front.tls().as("any", makeKeyOnceReached(front));
            for (int i = 0; i < 10; i++) {
                assertThat(program.get(INFO).status()).isEqualTo(200);
                assertThat(front.tls().get("/sign-in").status()).isEqualTo(200);
            }
        } finally {
            starting.stop(0);
        }
    }

    /** Caddy may take requests before it has first looked at the nodes. */
    private static String makeKeyOnceReached(Front front) {
        Pause.until("Caddy's first look", LONGEST, () -> Stream.generate(
                        () -> front.tls().get("/sign-in").status())
                .limit(4)
                .allMatch(status -> status == 200));
        return makeKey(front);
    }

    private List<Integer> exchange(Front front, Caller program, HiddenRequest hidden, String form, Duration silence)
            throws IOException {
        return HiddenRequest.send(
                        connect(front),
                        hidden.within(
                                "/api/v1/event",
                                program.headers(),
                                form,
                                front.admin().headers()),
                        silence)
                .statuses();
    }

    private SSLSocket connect(Front front) throws IOException {
        SSLSocket socket = (SSLSocket) certificate
                .context()
                .getSocketFactory()
                .createSocket("localhost", front.process().base().getPort());
        // A name without a dot is not told the proxy otherwise.
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setServerNames(List.of(new SNIHostName("localhost")));
        socket.setSSLParameters(parameters);
        return socket;
    }

    /** Each proxy has asked both nodes by then. */
    @Test
    @Order(2)
    void theOtherNodeGoesOnWhenOneIsKilled() throws IOException {
        List<Front> fronts = new ArrayList<>();
        try {
            for (ProxyProcess.Kind kind : installed()) {
                fronts.add(front(kind));
            }
            String key = makeKey(fronts.get(0));
            fronts.forEach(front -> assertGoesOn(front, key));

            nodes.kill(0);

            fronts.forEach(front -> assertGoesOn(front, key));
        } finally {
            fronts.forEach(Front::close);
        }
    }

    private static List<ProxyProcess.Kind> installed() {
        List<ProxyProcess.Kind> kinds = Stream.of(ProxyProcess.Kind.values())
                .filter(kind -> kind.executable().isPresent())
                .toList();
        assumeTrue(!kinds.isEmpty(), ProxyProcess.Kind.NGINX.missing());
        return kinds;
    }

    private static void assertGoesOn(Front front, String key) {
        Caller program = front.tls().as("any", key);
        for (int i = 0; i < 10; i++) {
            assertThat(program.get(INFO).status()).isEqualTo(200);
        }
        assertThat(front.tls().get("/sign-in").status()).isEqualTo(200);
    }

    @Test
    @Order(3)
    void theScriptEndsItsNodes() {
        List<ProcessHandle> servers = nodes.servers();
        assertThat(servers).isNotEmpty();

        nodes.close();

        assertThat(servers).noneMatch(ProcessHandle::isAlive);
    }

    private record Sent(String form, HiddenRequest hidden, boolean answered) {}

    private record Front(ProxyProcess process, Caller plain, Caller tls) implements AutoCloseable {

        Caller admin() {
            return tls.as("admin", LatchkeyServer.ADMIN_PASSWORD);
        }

        @Override
        public void close() {
            process.close();
        }
    }
}
