package io.latchkey.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.latchkey.database.SqlInstant;
import io.latchkey.right.AccessRight;
import io.latchkey.testing.Answer;
import io.latchkey.testing.LatchkeyServer;
import io.latchkey.testing.TestKey;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;

/** A test of the pages in the browser of the machine; skipped where there is none. */
@ExtendWith(BrowserOfTheRun.class)
public abstract class InBrowser {

    protected final LatchkeyServer server;
    protected Visit visit;
    protected Page page;
    private Chromium chromium;

    protected InBrowser(LatchkeyServer server) {
        this.server = server;
    }

    @BeforeEach
    protected void openWindow(Chromium chromium) {
        this.chromium = chromium;
        open("en", ColorScheme.LIGHT, 1280);
    }

    /** Goes on in a new window. */
    protected void open(String language, ColorScheme scheme, int width) {
        closeWindow();
        visit = new Visit(chromium, server, language, scheme, width);
        page = visit.page();
    }

    @AfterEach
    protected void closeWindow() {
        if (visit != null) {
            visit.close();
            visit = null;
        }
    }

    protected static String unique(String name) {
        return name + " " + UUID.randomUUID().toString().substring(0, 8);
    }

    protected TestKey makeKey(String description) {
        TestKey key = server.makeKey(AccessRight.EVENTS);
        server.admin().patch(key.path(), "{\"description\":\"" + description + "\"}");
        return key;
    }

    protected void expire(String description) {
        server.database()
                .execute(
                        "UPDATE api_key SET expires_at = ? WHERE description = ?",
                        SqlInstant.of(Instant.now().minusSeconds(1)),
                        description);
    }

    protected void reportLeak(TestKey key) {
        Answer reported = server.admin().post("/manage/v1/leaks", "{\"token\":\"" + key.key() + "\"}");
        assertThat(reported.status()).as(reported.body()).isEqualTo(200);
    }

    protected int status(String key) {
        return server.anonymous().as("any", key).get("/api/v1/account/info").status();
    }
}
