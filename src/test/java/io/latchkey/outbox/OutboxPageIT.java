package io.latchkey.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.key.AccessRight;
import io.latchkey.testing.Answer;
import io.latchkey.testing.Caller;
import io.latchkey.testing.LatchkeyServer;
import io.latchkey.testing.OnEachDatabase;
import io.latchkey.testing.TestKey;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The outbox of a server that has neither a mail server nor a webhook. */
@OnEachDatabase
class OutboxPageIT {

    private static final String PAGE = "/settings/outbox";
    private static final String EVIL = "<script>alert('x')</script>";

    private final LatchkeyServer server;
    private final TestKey key;

    OutboxPageIT(LatchkeyServer server) {
        this.server = server;
        this.key = server.makeKey(AccessRight.MESSAGES);
    }

    @Test
    void aUserReadsWhatWasNotSent() throws Exception {
        String requestId = send("Subject " + EVIL, "<b>Body</b>" + EVIL, address());
        awaitKept(requestId);

        Answer list = server.admin().get(PAGE);
        assertThat(list.status()).isEqualTo(200);
        assertThat(list.header("Content-Type").orElseThrow()).isEqualToIgnoringCase("text/html; charset=UTF-8");
        assertThat(list.header("Content-Security-Policy").orElseThrow()).startsWith("default-src 'none'");
        assertThat(list.header("Cache-Control")).hasValue("no-store");
        assertThat(list.body())
                .contains("Subject &lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;", requestId, "KEPT")
                .doesNotContain("<script");

        Answer message = server.admin().get(PAGE + "?message=" + requestId);
        assertThat(message.body())
                .contains("<iframe sandbox title=\"The message\" srcdoc=\"&lt;b&gt;Body&lt;/b&gt;&lt;script&gt;")
                .doesNotContain("<script");
        assertThat(server.with(key)
                        .get("/api/v1/message/status?ids=" + requestId)
                        .json()
                        .get("results")
                        .get("status")
                        .stringValue())
                .isEqualTo("IN_QUEUE");
    }

    @Test
    void theListGoesOnPageByPage() throws Exception {
        String mark = UUID.randomUUID().toString().substring(0, 8);
        String emails = IntStream.range(0, 51)
                .mapToObj(i -> "\"n" + i + "-" + mark + "@example.com\"")
                .collect(Collectors.joining(","));
        server.with(key).post("/api/v1/message/email", """
                        {"from":"shop@example.com","subject":"s","htmlText":"x","emails":[%s]}""".formatted(emails));

        String first = server.admin().get(PAGE).body();
        String before = first.replaceAll("(?s).*href=\"(\\?before=[0-9]+)\".*", "$1");
        String second = server.admin().get(PAGE + before).body();

        assertThat(first).contains("n50-" + mark, "n1-" + mark).doesNotContain("n0-" + mark);
        assertThat(second).contains("n0-" + mark).doesNotContain("n1-" + mark);
    }

    @Test
    void onlyTheOrganisationsOwnersAndManagersReadIt() throws Exception {
        String requestId = send("private", "x", address());
        Caller manager = server.addUser("manager-" + UUID.randomUUID(), "MANAGER");
        Caller viewer = server.addUser("viewer-" + UUID.randomUUID(), "VIEWER");

        assertThat(manager.get(PAGE).status()).isEqualTo(200);
        assertThat(viewer.get(PAGE).status()).isEqualTo(403);
        assertThat(viewer.get(PAGE + "?message=" + requestId).status()).isEqualTo(403);
        assertThat(server.ownerOfOther().get(PAGE).body()).doesNotContain(requestId);
        assertThat(server.ownerOfOther().get(PAGE + "?message=" + requestId).status())
                .isEqualTo(404);
        assertThat(server.admin().get(PAGE + "?message=" + requestId).status()).isEqualTo(200);
        Answer stranger = server.anonymous().get(PAGE);
        assertThat(stranger.status()).isEqualTo(401);
        assertThat(stranger.header("WWW-Authenticate").orElseThrow()).startsWith("Basic ");
        assertThat(server.anonymous().as("admin", key.key()).get(PAGE).status()).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/settings",
                "/settings/",
                "/settings/outbox/",
                "/settings/outbox/x",
                "/settings/outbox;x=1",
                "/settings//outbox",
                "/%73ettings/outbox",
                "/settings/%6futbox",
                "/./settings/outbox",
                "/x/../settings/outbox"
            })
    void noSpellingOfThePathGetsAround(String path) {
        Answer answer = server.anonymous().get(path);

        // 301: from a folder to the same with a slash.
        assertThat(answer.status()).isIn(301, 400, 401, 404);
        assertThat(answer.body()).doesNotContain("<h1>Outbox");
    }

    @ParameterizedTest
    @ValueSource(strings = {"?message=x", "?message=%00", "?message=", "?message=00000000-0000-0000-0000-000000000000"})
    void whatIsNotThereIsNotFound(String query) {
        assertThat(server.admin().get(PAGE + query).status()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"?before=x", "?before=", "?before=-1", "?before=9999999999999999999"})
    void anyPlaceThatIsNoneIsTheStart(String query) {
        assertThat(server.admin().get(PAGE + query).status()).isEqualTo(200);
    }

    private String send(String subject, String html, String address) {
        Answer sent = server.with(key).post("/api/v1/message/email", """
                        {"from":"shop@example.com","subject":"%s","htmlText":"%s","emails":["%s"]}""".formatted(subject, html, address));
        return sent.json().get("results").get("requestId").stringValue();
    }

    private void awaitKept(String requestId) throws InterruptedException {
        for (int i = 0; i < 100; i++) {
            String status = server.database().value("SELECT status FROM message WHERE request_id = ?", requestId);
            if (status.equals("KEPT")) {
                return;
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
        throw new AssertionError("The message is not kept");
    }

    private static String address() {
        return "a" + UUID.randomUUID() + "@example.com";
    }
}
