package io.latchkey.outboxpage;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import io.latchkey.page.InBrowser;
import io.latchkey.right.AccessRight;
import io.latchkey.testing.Answer;
import io.latchkey.testing.Caller;
import io.latchkey.testing.LatchkeyServer;
import io.latchkey.testing.OnOneDatabase;
import io.latchkey.testing.Pause;
import io.latchkey.testing.TestKey;
import java.time.Duration;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The outbox of a server that has neither a mail server nor a webhook. */
@OnOneDatabase
class OutboxPageIT extends InBrowser {

    private static final String PAGE = "/settings/outbox";
    private static final String HTML = PAGE + "/html?message=";
    private static final String EVIL = "<script>alert('x')</script>";

    private final TestKey key;

    OutboxPageIT(LatchkeyServer server) {
        super(server);
        this.key = server.makeKey(AccessRight.MESSAGES);
    }

    @Test
    void aUserReadsWhatWasNotSent() throws Exception {
        String requestId = send("Subject " + EVIL, "<b style=color:red>Body</b>" + EVIL, address());
        awaitKept(requestId);
        visit.signIn("admin");
        page.locator("nav a[href$=outbox]").click();

        Locator line = page.locator(".uses tbody tr").first();
        assertThat(line).containsText("Subject " + EVIL);
        assertThat(line).containsText("Kept here");
        line.locator("a").click();

        assertThat(page.locator("h2")).containsText("Subject " + EVIL);
        assertThat(page.frameLocator("iframe").locator("b")).hasText("Body");
        // The script is refused, and that is all that there is to complain about.
        page.waitForCondition(() -> !visit.complaints().isEmpty());
        assertThat(visit.complaints()).allMatch(complaint -> complaint.contains("sandboxed"));
        Answer html = server.admin().get(HTML + requestId);
        assertThat(html.header("Content-Security-Policy").orElseThrow()).startsWith("sandbox; default-src 'none'");
        assertThat(html.header("Cache-Control")).hasValue("no-store");
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
        String before = first.replaceAll("(?s).*outbox(\\?before=[0-9]+)\".*", "$1");
        String second = server.admin().get(PAGE + before).body();

        assertThat(first).contains("n50-" + mark, "n1-" + mark).doesNotContain("n0-" + mark);
        assertThat(second).contains("n0-" + mark).doesNotContain("n1-" + mark);
        String opened = second.replaceAll("(?s).*?(\\?message=[0-9a-f-]{36}&amp;before=[0-9]+)\".*", "$1");
        assertThat(server.admin().get(PAGE + opened.replace("&amp;", "&")).body())
                .contains(PAGE + before + "\"");
    }

    @Test
    void onlyTheOrganisationsOwnersAndManagersReadIt() throws Exception {
        String requestId = send("private", "x", address());
        Caller manager = server.addUser("manager-" + UUID.randomUUID(), "MANAGER");
        Caller viewer = server.addUser("viewer-" + UUID.randomUUID(), "VIEWER");

        assertThat(manager.get(PAGE).status()).isEqualTo(200);
        assertThat(viewer.get(PAGE).status()).isEqualTo(403);
        assertThat(viewer.get(PAGE + "?message=" + requestId).status()).isEqualTo(403);
        assertThat(viewer.get(HTML + requestId).status()).isEqualTo(403);
        assertThat(server.ownerOfOther().get(PAGE).body()).doesNotContain(requestId);
        assertThat(server.ownerOfOther().get(PAGE + "?message=" + requestId).status())
                .isEqualTo(404);
        assertThat(server.ownerOfOther().get(HTML + requestId).status()).isEqualTo(404);
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
        assertThat(answer.body()).doesNotContain("<h2>Outbox");
    }

    @ParameterizedTest
    @ValueSource(strings = {"?message=x", "?message=%00", "?message=", "?message=00000000-0000-0000-0000-000000000000"})
    void whatIsNotThereIsNotFound(String query) {
        assertThat(server.admin().get(PAGE + query).status()).isEqualTo(404);
        assertThat(server.admin().get(PAGE + "/html" + query).status()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"?before=x", "?before=", "?before=-1", "?before=9999999999999999999"})
    void anyPlaceThatIsNoneIsTheStart(String query) {
        assertThat(server.admin().get(PAGE + query).status()).isEqualTo(200);
    }

    private String send(String subject, String html, String address) {
        Answer sent = server.with(key).post("/api/v1/message/email", """
                        {"from":"shop@example.com","subject":"%s","htmlText":"%s","emails":["%s"]}""".formatted(subject, html, address));
        return sent.json().get("results").get(0).get("requestId").stringValue();
    }

    private void awaitKept(String requestId) {
        Pause.until("the message to be kept", Duration.ofSeconds(30), () -> server.database()
                .value("SELECT status FROM message WHERE request_id = ?", requestId)
                .equals("KEPT"));
    }

    private static String address() {
        return "a" + UUID.randomUUID() + "@example.com";
    }
}
