package io.latchkey.page;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.latchkey.key.AccessRight;
import io.latchkey.testing.LatchkeyServer;
import io.latchkey.testing.TestKey;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;

/** A test of the pages in the browser of the machine; skipped where there is none. */
@ExtendWith(BrowserOfTheRun.class)
abstract class InBrowser {

    final LatchkeyServer server;
    Visit visit;
    Page page;
    private Chromium chromium;

    InBrowser(LatchkeyServer server) {
        this.server = server;
    }

    @BeforeEach
    void openWindow(Chromium chromium) {
        this.chromium = chromium;
        open("en", ColorScheme.LIGHT, 1280);
    }

    /** Goes on in a new window. */
    void open(String language, ColorScheme scheme, int width) {
        closeWindow();
        visit = new Visit(chromium, server, language, scheme, width);
        page = visit.page();
    }

    @AfterEach
    void closeWindow() {
        if (visit != null) {
            visit.close();
            visit = null;
        }
    }

    static String unique(String name) {
        return name + " " + UUID.randomUUID().toString().substring(0, 8);
    }

    TestKey makeKey(String description) {
        TestKey key = server.makeKey(AccessRight.EVENTS);
        server.admin().patch(key.path(), "{\"description\":\"" + description + "\"}");
        return key;
    }

    int status(String key) {
        return server.anonymous().as("any", key).get("/api/v1/account/info").status();
    }
}
