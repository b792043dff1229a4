package io.latchkey.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import io.latchkey.testing.LatchkeyServer;
import io.latchkey.testing.OnOneDatabase;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The page on which the API is tried. */
@OnOneDatabase
class ApiBrowserIT extends InBrowser {

    ApiBrowserIT(LatchkeyServer server) {
        super(server);
    }

    @Test
    void itShowsTheMethodsUnderAPolicyThatNothingOfItBreaks() {
        List<String> errors = new ArrayList<>();
        page.onConsoleMessage(message -> {
            if (message.type().equals("error")) {
                errors.add(message.text());
            }
        });

        page.navigate("/docs/");

        Locator groups = page.locator(".opblock-tag");
        groups.first().click();
        page.locator(".opblock").first().click();
        assertThat(page.locator(".opblock-body").first()).isVisible();
        assertThat(errors).isEmpty();
    }

    @Test
    void nobodyFramesIt() {
        String policy = server.anonymous()
                .get("/docs/")
                .header("Content-Security-Policy")
                .orElseThrow();

        assertThat(policy).contains("default-src 'none'", "script-src 'self';", "frame-ancestors 'none'");
    }
}
