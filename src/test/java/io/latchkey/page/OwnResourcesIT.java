package io.latchkey.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.LoadState;
import io.latchkey.testing.LatchkeyServer;
import io.latchkey.testing.OnOneDatabase;
import io.latchkey.testing.TestKey;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Where the pages have from what they are made of. */
@OnOneDatabase
class OwnResourcesIT extends InBrowser {

    private static final List<String> SETTINGS = List.of(
            "api", "rights", "webhook", "users", "profile", "audit", "outbox", "master-key", "import", "nothing");

    OwnResourcesIT(LatchkeyServer server) {
        super(server);
    }

    @Test
    void noPageLoadsAnythingFromElsewhere() {
        TestKey key = makeKey(unique("Watched"));
        server.with(key).get("/api/v1/account/info");
        look("/");
        visit.signIn("admin");
        for (String name : SETTINGS) {
            look("/settings/" + name);
        }
        look("/settings/activity?number=" + key.number());
        look("/docs/");
        assertThat(page.locator(".opblock-tag").first()).isVisible();

        String own = server.base() + "/";
        assertThat(visit.requests())
                .contains(own + "sign-in?from=%2Fsettings%2Fapi", own + "settings/import", own + "docs/browser.js")
                .anyMatch(url -> url.contains("/jakarta.faces.resource/chart"))
                .anyMatch(url -> url.contains("/webjars/swagger-ui/"))
                .filteredOn(url -> !url.startsWith("data:"))
                .allSatisfy(url -> assertThat(url).startsWith(own));
    }

    @Test
    void scriptAndStyleHaveOtherAddressesWhenTheyAreOthers() throws Exception {
        page.navigate("/sign-in");

        for (String name : List.of("latchkey.js", "latchkey.css")) {
            byte[] file = Files.readAllBytes(Path.of("src/main/webapp/resources/latchkey", name));
            String digest = HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(file))
                    .substring(0, 16);
            assertThat(visit.requests())
                    .filteredOn(url -> url.contains(name))
                    .singleElement()
                    .asString()
                    .contains("ln=latchkey")
                    .endsWith("&digest=" + digest);
        }
        assertThat(visit.complaints()).isEmpty();
    }

    /** Until nothing more is asked for. */
    private void look(String path) {
        page.navigate(path);
        page.waitForLoadState(LoadState.NETWORKIDLE);
    }

    @Test
    void withoutScriptsThePagesSayThatTheyNeedThem() {
        try (BrowserContext without =
                visit.context().browser().newContext(new Browser.NewContextOptions().setJavaScriptEnabled(false))) {
            Page signIn = without.newPage();
            signIn.navigate(server.base() + "/sign-in");

            // Not by its text: Playwright takes what is in such an element for invisible.
            assertThat(signIn.locator("noscript .problem")).containsText("These pages need JavaScript");
            assertThat(signIn.locator("noscript .problem").boundingBox()).isNotNull();
        }
        page.navigate("/sign-in");
        assertThat(page.locator("noscript .problem")).hasCount(0);
    }

    @Test
    void noPolicyLetsAPageLoadAnythingFromElsewhere() {
        for (String path : List.of("/sign-in", "/docs/")) {
            String policy = server.anonymous()
                    .get(path)
                    .header("Content-Security-Policy")
                    .orElseThrow();

            assertThat(policy)
                    .as(path)
                    .contains("default-src 'none'")
                    .doesNotContain("http:", "https:", "ws:", "wss:", "//", "*");
        }
    }
}
