package io.latchkey.page;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.latchkey.key.AccessRight;
import io.latchkey.testing.LatchkeyServer;
import io.latchkey.testing.TestKey;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** A test of the pages in the browser of the machine; skipped where there is none. */
abstract class InBrowser {

    private static Chromium chromium;

    final LatchkeyServer server;
    Visit visit;
    Page page;

    InBrowser(LatchkeyServer server) {
        this.server = server;
    }

    @BeforeAll
    static void startBrowser() {
        assumeTrue(Chromium.executable().isPresent(), "No Chromium here: install it, or name it by latchkey.chromium");
        chromium = Chromium.start(Chromium.executable().orElseThrow());
    }

    @AfterAll
    static void stopBrowser() {
        if (chromium != null) {
            chromium.close();
            chromium = null;
        }
    }

    @BeforeEach
    void openWindow() {
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
