package io.latchkey.keypage;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.ColorScheme;
import io.latchkey.page.InBrowser;
import io.latchkey.testing.LatchkeyServer;
import io.latchkey.testing.Midnight;
import io.latchkey.testing.OnOneDatabase;
import io.latchkey.testing.TestKey;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The page of what a key did, in a real browser. */
@OnOneDatabase
class ActivityPageIT extends InBrowser {

    ActivityPageIT(LatchkeyServer server) {
        super(server);
    }

    @Test
    void showsTheRequestsAndMarksWhatIsNew() {
        // The requests of one day are one row.
        Midnight.stayClear();
        String description = unique("Watched");
        TestKey key = makeKey(description);
        var shop = server.with(key).with("User-Agent", "Shop/1.0");
        for (int i = 0; i < 3; i++) {
            shop.get("/api/v1/account/info");
        }
        server.with(key).with("User-Agent", "<script>alert(1)</script>").get("/api/v1/contacts");
        visit.signIn("admin");

        visit.option(visit.row(description), "Activity").click();

        assertThat(page.locator("h2")).containsText(description);
        assertThat(page.locator(".sums dd")).hasText(new String[] {"3", "1"});
        Locator uses = page.locator(".uses tbody tr");
        assertThat(uses).hasCount(4);
        assertThat(uses.first()).containsText("/api/v1/contacts");
        assertThat(uses.first()).containsText("403");
        assertThat(uses.first().locator("time")).hasText(Pattern.compile("\\d:\\d\\d:\\d\\d\\s[AP]M$"));
        assertThat(uses.first()).containsText("<script>alert(1)</script>");
        assertThat(uses.first()).containsText("New agent");
        assertThat(uses.nth(1)).not().containsText("New");
        assertThat(uses.nth(3)).containsText("New address");
        page.locator("summary").click();
        assertThat(page.locator(".scroll tbody tr")).hasCount(1);
        Number painted = (Number) page.evaluate("""
                (() => { const canvas = document.querySelector('.chart canvas');
                  const pixels = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data;
                  return pixels.filter((value, i) => i % 4 === 3 && value > 0).length; })()""");
        assertThat(painted.intValue()).isPositive();
        assertThat(visit.complaints()).isEmpty();
    }

    @Test
    void whatIsLeftOfAQuotaIsShownHereAndInTheList() {
        // Otherwise the quota may begin anew between the request and the page.
        Midnight.stayClear();
        String description = unique("Counted");
        TestKey key = makeKey(description);
        server.admin().patch(key.path(), "{\"quota\":{\"requests\":10000,\"period\":\"MONTH\"}}");
        server.with(key).get("/api/v1/account/info");
        // After the node has given back what it had reserved of the quota.
        server.awaitUsesWritten();
        visit.signIn("admin");

        Locator row = visit.row(description);
        assertThat(row).containsText("9,999 of 10,000 requests left, resets");
        // Midnight of UTC in Tokyo, where this browser is.
        assertThat(row.locator(".quota time")).hasText(Pattern.compile(", 9:00\\sAM$"));
        assertThat(page.locator(".zone")).hasText(Pattern.compile("^Times are in your time zone: Japan"));
        visit.check("keys-quota");
        visit.option(row, "Activity").click();
        assertThat(page.locator(".intro .quota")).containsText("9,999 of 10,000 requests left, resets");
        assertThat(server.admin()
                        .get(key.path())
                        .json()
                        .get("quota")
                        .get("remaining")
                        .longValue())
                .isEqualTo(9999);
        assertThat(visit.complaints()).isEmpty();
    }

    @Test
    void isFoundAgainAfterSigningIn() {
        TestKey key = makeKey(unique("Bookmarked"));
        page.navigate("/settings/activity?number=" + key.number());
        page.locator("#name").fill("admin");
        page.locator("#password").fill(LatchkeyServer.ADMIN_PASSWORD);
        page.locator("#submit").click();

        page.waitForURL("**/settings/activity?number=" + key.number());
        assertThat(page.locator(".none")).containsText("This key hasn’t been used yet.");
    }

    @Test
    void isOfTheOrganisationAndForThoseWhoManageKeysAlone() {
        TestKey key = makeKey(unique("Watched"));
        String viewer = unique("viewer");
        server.addUser(viewer, "VIEWER");
        visit.signIn(viewer);
        assertThat(page.navigate("/settings/activity?number=" + key.number()).status())
                .isEqualTo(403);
        assertThat(page.locator("main")).containsText("Your role doesn’t allow this");

        String owner = unique("owner");
        server.addOrganisation(owner);
        open("en", ColorScheme.LIGHT, 1280);
        visit.signIn(owner);
        for (String asked : List.of("?number=" + key.number(), "?number=x", "")) {
            assertThat(page.navigate("/settings/activity" + asked).status()).isEqualTo(404);
        }
    }
}
