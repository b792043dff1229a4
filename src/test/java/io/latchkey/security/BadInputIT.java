package io.latchkey.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.right.AccessRight;
import io.latchkey.testing.Answer;
import io.latchkey.testing.Caller;
import io.latchkey.testing.DatabaseKind;
import io.latchkey.testing.LatchkeyServer;
import io.latchkey.testing.OnOneDatabase;
import io.latchkey.testing.TestKey;
import java.io.ByteArrayInputStream;
import java.net.Socket;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What bad input gets, case by case. */
@OnOneDatabase(DatabaseKind.POSTGRESQL)
class BadInputIT {

    private static final String INFO = "/api/v1/account/info";
    private static final String KEYS = "/manage/v1/keys";

    private final LatchkeyServer server;
    private final TestKey key;

    BadInputIT(LatchkeyServer server) {
        this.server = server;
        this.key = server.makeKey(AccessRight.EVENTS);
    }

    private static void assertProblem(Answer answer, int status) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).hasValue("application/problem+json");
        assertThat(answer.json().get("status").intValue()).isEqualTo(status);
        assertThat(answer.json().propertyNames()).contains("type", "title", "detail");
        assertThat(answer.body()).doesNotContain("Exception").doesNotContain("at io.latchkey");
    }

    private static void assertChallenged(Answer answer) {
        assertProblem(answer, 401);
        assertThat(answer.header("WWW-Authenticate")).hasValue("Basic realm=\"Latchkey API\", charset=\"UTF-8\"");
    }

    @Test
    void noAuthorization() {
        assertChallenged(server.anonymous().get(INFO));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Basic", "Basic ", "Basic ***", "Basic YWI=", "Bearer abc", "Bearer ", "Digest x", "nonsense"})
    void malformedAuthorization(String header) {
        assertChallenged(server.anonymous().with("Authorization", header).get(INFO));
    }

    @Test
    void theKeyAsBearer() {
        assertChallenged(
                server.anonymous().with("Authorization", "Bearer " + key.key()).get(INFO));
    }

    @Test
    void theKeyAsUserName() {
        assertChallenged(server.anonymous().as(key.key(), "").get(INFO));
        assertChallenged(server.anonymous().as(key.key(), "x").get(INFO));
    }

    @Test
    void overlongAuthorization() {
        String over4k = Base64.getEncoder()
                .encodeToString(("x".repeat(4000) + ":" + key.key()).getBytes(StandardCharsets.UTF_8));
        assertChallenged(
                server.anonymous().with("Authorization", "Basic " + over4k).get(INFO));
    }

    @Test
    void anAuthorizationOfEightKibibytes() throws Exception {
        String value = Base64.getEncoder()
                .encodeToString(("x".repeat(6200) + ":" + key.key()).getBytes(StandardCharsets.UTF_8));
        String request = "GET " + INFO + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAuthorization: Basic "
                + value + "\r\n\r\n";

        assertThat(raw(request)).startsWith("HTTP/1.1 401");
    }

    @Test
    void twoAuthorizations() throws Exception {
        String good = Base64.getEncoder().encodeToString(("x:" + key.key()).getBytes(StandardCharsets.UTF_8));
        String request = "GET " + INFO + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAuthorization: Basic "
                + good + "\r\nAuthorization: Basic " + good + "\r\n\r\n";

        assertThat(raw(request)).startsWith("HTTP/1.1 401");
    }

    private String raw(String request) throws Exception {
        try (Socket socket = new Socket("localhost", server.base().getPort())) {
            socket.setSoTimeout(30_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void anotherWayToWriteThePathIsNoWayAround() throws Exception {
        for (String path : List.of(
                "/api/v1/./account/info",
                "/api//v1/account/info",
                "/%61pi/v1/account/info",
                "/api;x=y/v1/account/info",
                "/nothing/../api/v1/account/info",
                "/api/v1/account/info/",
                "/api/v1/account/info?x=1",
                "/manage/../api/v1/account/info")) {
            String answer = raw("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
            assertThat(answer).as(path).doesNotStartWith("HTTP/1.1 2").doesNotContain("organisationName");
        }
    }

    @Test
    void theRightIsNamedInARefusal() {
        TestKey messages = server.makeKey(AccessRight.MESSAGES);
        Answer refused = server.with(messages).post("/api/v1/event", "{\"eventTypeKey\":\"order\",\"keyValue\":\"x\"}");

        assertProblem(refused, 403);
        assertThat(refused.json().get("detail").stringValue()).contains("EVENTS (Access to events)");
    }

    @Test
    void unknownPathsAndVersions() {
        Caller caller = server.with(key);
        assertProblem(caller.get("/api/v1/nothing"), 404);
        assertProblem(caller.get("/api/v9/account/info"), 404);
        assertProblem(caller.get("/api/account/info"), 404);
        assertProblem(server.admin().get("/manage/v1/nothing"), 404);
        assertProblem(server.anonymous().get("/nothing"), 404);
        assertProblem(server.anonymous().get("/nothing/x"), 404);
        assertChallenged(server.anonymous().get("/api/v1/nothing"));
    }

    /** 406: a server may give the description at every path below its own, and that is no page. */
    @ParameterizedTest
    @ValueSource(strings = {"/openapi/ui", "/openapi/ui/", "/openapi/ui/index.html"})
    void aServerHasNoPagesOfItsOwn(String path) {
        assertThat(server.anonymous().with("Accept", "text/html").get(path).status())
                .isIn(404, 406);
    }

    @Test
    void wrongMethods() {
        Answer answer = server.with(key).delete(INFO);
        assertProblem(answer, 405);
        assertThat(answer.header("Allow").orElseThrow()).contains("GET");
        assertProblem(server.admin().put(KEYS, "{}"), 405);
        assertThat(server.with(key)
                        .send("TRACE", INFO, HttpRequest.BodyPublishers.noBody())
                        .status())
                .isEqualTo(405);
        assertChallenged(server.anonymous().delete(INFO));
    }

    @Test
    void wrongMediaTypes() {
        String event = "{\"eventTypeKey\":\"order\",\"keyValue\":\"x\"}";
        assertProblem(server.with(key).with("Content-Type", "text/plain").post("/api/v1/event", event), 415);
        assertProblem(server.admin().with("Content-Type", "application/xml").post(KEYS, event), 415);
        assertChallenged(server.anonymous().with("Content-Type", "text/plain").post("/api/v1/event", event));
    }

    @ParameterizedTest
    @CsvSource({
        "POST,/manage/v1/keys",
        "PATCH,/manage/v1/keys/1",
        "POST,/manage/v1/keys/1/rotation",
        "POST,/manage/v1/keys/import",
        "POST,/manage/v1/leaks",
        "POST,/manage/v1/custom-rights",
        "PUT,/manage/v1/webhook",
        "POST,/manage/v1/users",
        "PATCH,/manage/v1/users/me",
        "POST,/verify",
        "POST,/api/v1/event"
    })
    void aBodyMustBeThereAndSayWhatItIs(String method, String path) {
        Caller caller = path.startsWith("/api") ? server.with(key) : server.admin();
        assertProblem(
                caller.with("Content-Type", path.endsWith("import") ? "text/csv" : "application/json")
                        .send(method, path, HttpRequest.BodyPublishers.noBody()),
                400);
        // Neither a body nor what it would be: a server may say the one or the other.
        assertThat(caller.send(method, path, HttpRequest.BodyPublishers.noBody())
                        .status())
                .isIn(400, 415);
        assertProblem(caller.send(method, path, HttpRequest.BodyPublishers.ofString("{}")), 415);
        // It could be anything: it is refused before it is read.
        Answer encoded = caller.with("Content-Type", path.endsWith("import") ? "text/csv" : "application/json")
                .with("Content-Encoding", "gzip")
                .send(method, path, HttpRequest.BodyPublishers.ofString("{}"));
        assertProblem(encoded, 415);
        assertThat(encoded.json().get("detail").stringValue()).contains("Content-Encoding");
        assertThat(encoded.header("Accept-Encoding")).contains("identity");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"identity|200", "Identity, |200", "identity, gzip|415", "br|415", "x|415"})
    void onlyAPlainBodyIsRead(String encoding, int status) {
        Answer answer = server.with(key)
                .with("Content-Encoding", encoding)
                .post("/api/v1/event", "{\"eventTypeKey\":\"order\",\"keyValue\":\"x\"}");

        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
    }

    @Test
    void anEncodingOfABodyThatIsNotReadIsIgnored() {
        assertThat(server.with(key).with("Content-Encoding", "gzip").get(INFO).status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD"})
    void anAddressOfAnotherSiteSignsNobodyIn(String method) {
        String form = LatchkeyServer.SIGN_IN_FORM + "&name=admin&password="
                + URLEncoder.encode(LatchkeyServer.ADMIN_PASSWORD, StandardCharsets.UTF_8);

        Answer answer = server.anonymous().send(method, "/sign-in?" + form, HttpRequest.BodyPublishers.noBody());

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.header("Set-Cookie")).isEmpty();
    }

    @Test
    void anAddressDoesNotChooseTheNonceOfAPage() {
        String nonce = Base64.getEncoder()
                .encodeToString("6f1ed002-ab5e-4c1c-a0ce-8f0e4b1ff5a1".getBytes(StandardCharsets.UTF_8));

        Answer answer =
                server.anonymous().get("/sign-in?primefaces.nonce=" + URLEncoder.encode(nonce, StandardCharsets.UTF_8));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.headers().toString()).doesNotContain(nonce);
    }

    @Test
    void aPageOfAnotherSiteChangesNothingByWhatABrowserRemembers() {
        String newKey = "{\"description\":\"planted\",\"accessRight\":\"FULL\"}";
        assertProblem(server.admin().with("Sec-Fetch-Site", "cross-site").post(KEYS, newKey), 403);
        assertProblem(server.admin().with("Sec-Fetch-Site", "same-site").delete(key.path()), 403);
        assertProblem(server.admin().with("Origin", "https://evil.example").post(KEYS, newKey), 403);
        assertProblem(server.admin().with("Origin", "null").post("/verify", "{\"key\":\"x\"}"), 403);
        // Hardly any is listed after the one that was made for this test.
        assertThat(server.admin().get(KEYS + "?after=" + key.number()).body()).doesNotContain("planted");
        assertThat(server.admin()
                        .with("Sec-Fetch-Site", "same-origin")
                        .patch(key.path(), "{\"description\":\"ours\"}")
                        .status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"cross-site", "same-site"})
    void aPageOfAnotherSiteReadsNothingByWhatABrowserRemembers(String site) {
        String secret = key.path() + "/secret";

        assertProblem(server.admin().with("Sec-Fetch-Site", site).get(secret), 403);
        assertThat(server.admin()
                        .with("Sec-Fetch-Site", site)
                        .send("HEAD", secret, HttpRequest.BodyPublishers.noBody())
                        .status())
                .isEqualTo(403);
        assertProblem(server.with(key).with("Sec-Fetch-Site", site).get("/api/v1/version"), 403);

        assertThat(server.admin()
                        .get("/manage/v1/audit?action=KEY_COPIED&key=" + key.number())
                        .json()
                        .get("entries"))
                .isEmpty();
    }

    @Test
    void whatTheUserOpensIsReadAndSoIsWhatAProxyAsksAbout() {
        for (String site : List.of("none", "same-origin")) {
            assertThat(server.admin().with("Sec-Fetch-Site", site).get(KEYS).status())
                    .isEqualTo(200);
        }
        JsonNode organisation = server.with(key).get(INFO).json().get("orgId");
        assertThat(server.with(key)
                        .with("Sec-Fetch-Site", "cross-site")
                        .with("X-Forwarded-Method", "GET")
                        .with("X-Forwarded-Uri", "/")
                        .get("/verify?right=EVENTS&organisation=" + organisation)
                        .status())
                .isEqualTo(204);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ''                                                            | ''
            nonsense                                                      | ''
            {"description":"a","accessRight":"EVENTS"                     | ''
            []                                                            | ''
            null                                                          | ''
            "text"                                                        | ''
            {}                                                            | accessRight,description
            {"description":"a"}                                           | accessRight
            {"description":"","accessRight":"EVENTS"}                     | description
            {"description":"   ","accessRight":"EVENTS"}                  | description
            {"description":null,"accessRight":"EVENTS"}                   | description
            {"description":"a\\nb","accessRight":"EVENTS"}                | description
            {"description":"a\\u0000b","accessRight":"EVENTS"}            | description
            {"description":1,"accessRight":"EVENTS"}                      | description
            {"description":{},"accessRight":"EVENTS"}                     | description
            {"description":"a","accessRight":"EVERYTHING"}                | accessRight
            {"description":"a","accessRight":"events"}                    | accessRight
            {"description":"a","accessRight":0}                           | accessRight
            {"description":"a","accessRight":""}                          | accessRight
            {"description":"a","accessRight":"EVENTS","status":"ENABLED"} | status
            {"description":"","accessRight":"x","y":1}                    | accessRight,description,y
            """)
    void bodiesThatDoNotFit(String body, String fields) {
        Answer answer = server.admin().post(KEYS, body == null ? "" : body);

        assertProblem(answer, 400);
        assertThat(String.join(",", answer.invalidFields().stream().sorted().toList()))
                .isEqualTo(fields == null ? "" : fields);
    }

    @Test
    void theLengthOfADescriptionIsInCharacters() {
        String longest = "я".repeat(255);
        assertThat(server.admin()
                        .post(KEYS, "{\"description\":\"" + longest + "\",\"accessRight\":\"EVENTS\"}")
                        .status())
                .isEqualTo(201);

        Answer tooLong = server.admin().post(KEYS, "{\"description\":\"" + longest + "я\",\"accessRight\":\"EVENTS\"}");
        assertProblem(tooLong, 400);
        assertThat(tooLong.invalidFields()).containsExactly("description");
    }

    @Test
    void unknownStatus() {
        Answer answer = server.admin().patch(key.path(), "{\"status\":\"PAUSED\"}");

        assertProblem(answer, 400);
        assertThat(answer.invalidFields()).containsExactly("status");
        assertThat(answer.body()).contains("ENABLED, DISABLED").doesNotContain("PAUSED");
    }

    @Test
    void bodiesOverOneMebibyte() {
        byte[] large = ("{\"description\":\"" + "x".repeat(1024 * 1024) + "\"}").getBytes(StandardCharsets.UTF_8);
        Caller admin = server.admin().with("Content-Type", "application/json");

        assertProblem(admin.send("POST", KEYS, HttpRequest.BodyPublishers.ofByteArray(large)), 413);
        assertProblem(
                admin.send(
                        "POST", KEYS, HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(large))),
                413);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "999999999", "99999999999999999999999", "-1", "abc", "1%20OR%201=1", "%F0%9F%98%80"})
    void numbersOfNoKey(String number) {
        assertProblem(server.admin().get(KEYS + "/" + number), 404);
    }

    @Test
    void credentialsOfTheOtherRealm() {
        assertThat(server.with(key).get(KEYS).status()).isEqualTo(401);
        assertThat(server.anonymous().as("admin", key.key()).get(KEYS).status()).isEqualTo(401);
        assertChallenged(server.admin().get(INFO));
    }

    @Test
    void wrongPasswordsAndNames() {
        // Of one name, or the answers would differ in that.
        Caller request = server.anonymous().with("X-Request-Id", "guess");
        Answer wrongPassword = request.as("admin", "wrong").get(KEYS);
        Answer wrongName = request.as("nobody", LatchkeyServer.ADMIN_PASSWORD).get(KEYS);

        assertProblem(wrongPassword, 401);
        assertThat(wrongPassword.header("WWW-Authenticate"))
                .hasValue("Basic realm=\"Latchkey management\", charset=\"UTF-8\"");
        assertThat(wrongName.body()).isEqualTo(wrongPassword.body());
        for (String odd : List.of("", "admin\u0000", "' OR '1'='1", "x".repeat(3000))) {
            assertProblem(server.anonymous().as(odd, "x").get(KEYS), 401);
        }
    }

    @Test
    void nothingSecretReachesTheLog() {
        server.with(key).get(INFO);
        server.with(key).post("/api/v1/event", "{\"eventTypeKey\":1, nonsense");
        server.admin().get(key.path() + "/secret");
        server.anonymous().as(key.key(), "x").get(INFO);

        server.awaitLogged();
        assertThat(server.everythingWritten())
                .doesNotContain(key.key())
                .doesNotContain(LatchkeyServer.ADMIN_PASSWORD)
                .doesNotContain(
                        Base64.getEncoder().encodeToString(("any user:" + key.key()).getBytes(StandardCharsets.UTF_8)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/nothing/",
                "/api/v1/",
                "/manage/v1/keys/",
                "/settings/",
                "/settings/api/",
                "/sign-in/",
                "/verify/",
                "/docs/",
                "/webjars/",
                "/jakarta.faces.resource/",
                "/health/",
                "/metrics/",
                "/openapi/",
                "/openapi/ui/"
            })
    void aKeyInAPathIsNotWrittenDown(String path) {
        for (String end : List.of("", "/", ".html", ".xhtml", ".jsp", "/WEB-INF/web.xml", ";x", "?x", "%20")) {
            // Open Liberty's own applications look for the page, and what they do not find it writes down.
            if (end.equals(".jsp") && List.of("/health/", "/openapi/ui/").contains(path)) {
                continue;
            }
            for (Caller caller : List.of(server.anonymous(), server.admin().with("Accept", "text/html"))) {
                assertThat(caller.get(path + key.key() + end).status()).isLessThan(500);
                assertThat(caller.post(path + key.key() + end, "{}").status()).isLessThan(500);
            }
        }

        server.awaitLogged();
        assertThat(server.everythingWritten()).doesNotContain(key.key());
    }

    private int errorsBefore;

    private int errors() {
        return server.log().split("A request failed|could not be authenticated", -1).length;
    }

    @BeforeEach
    void countErrors() {
        errorsBefore = errors();
    }

    /** Nothing that a caller sends is a fault of ours. */
    @AfterEach
    void noFaultOfOurs() {
        assertThat(errors()).isEqualTo(errorsBefore);
    }
}
