package io.latchkey.auditpage;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.ColorScheme;
import io.latchkey.page.InBrowser;
import io.latchkey.testing.LatchkeyServer;
import io.latchkey.testing.OnOneDatabase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The audit log in a real browser. */
@OnOneDatabase
class AuditPageIT extends InBrowser {

    AuditPageIT(LatchkeyServer server) {
        super(server);
    }

    @Test
    void saysWhoDidWhatAndWhetherTheLogIsAsItWasWritten() throws IOException {
        String owner = unique("owner");
        long organisation = server.addOrganisation(owner);
        var user = server.anonymous().as(owner, LatchkeyServer.ADMIN_PASSWORD);
        for (int i = 1; i <= 55; i++) {
            user.post("/manage/v1/keys", "{\"description\":\"Key " + i + "\",\"accessRight\":\"EVENTS\"}");
        }
        user.patch("/manage/v1/keys/7", "{\"description\":\"<b>Shop</b>\"}");
        visit.signIn(owner);
        page.locator("nav a[href$=audit]").click();

        Locator entries = page.locator(".uses tbody tr");
        assertThat(entries).hasCount(50);
        assertThat(entries.first()).containsText(owner);
        assertThat(entries.first()).containsText("Key changed");
        assertThat(entries.first()).containsText("<b>Shop</b>");
        assertThat(entries.first().locator("time")).hasText(Pattern.compile("\\d:\\d\\d:\\d\\d\\s[AP]M$"));
        assertThat(page.locator(".zone")).hasText(Pattern.compile("^Times are in your time zone: Japan"));
        assertThat(entries.first().locator("del")).containsText(Pattern.compile("^Before: .*Key 7"));
        assertThat(entries.first().locator("ins")).containsText(Pattern.compile("^After: .*<b>Shop</b>"));
        visit.check("audit");
        page.locator(".older a").click();
        assertThat(entries).hasCount(6);
        assertThat(page.locator(".older")).hasCount(0);

        page.locator("#number").fill("7");
        page.locator(".ask button").click();
        assertThat(entries).hasCount(2);
        Download download =
                page.waitForDownload(() -> page.locator(".tools a").nth(1).click());
        List<String> lines = Files.readAllLines(download.path(), StandardCharsets.UTF_8);
        assertThat(lines).hasSize(3);
        assertThat(lines.get(2)).contains("KEY_CHANGED");

        page.locator(".tools a").first().click();
        assertThat(page.locator("[role=status].once")).containsText("All 56 entries");
        // Of the key that was asked for, as before.
        assertThat(page.locator("#number")).hasValue("7");
        assertThat(entries).hasCount(2);
        server.database()
                .execute("UPDATE audit_entry SET actor = 'x' WHERE organisation_id = ? AND position = 3", organisation);
        page.locator(".tools a").first().click();
        assertThat(page.locator(".problem")).containsText("entry 3 is the first");
        assertThat(visit.complaints()).isEmpty();
    }

    @Test
    void aLongNameDoesNotWidenThePage() {
        String owner = unique("owner");
        server.addOrganisation(owner);
        server.anonymous()
                .as(owner, LatchkeyServer.ADMIN_PASSWORD)
                .post(
                        "/manage/v1/users",
                        "{\"name\":\"" + unique("n".repeat(200)).replace(' ', '-') + "\",\"role\":\"VIEWER\"}");
        visit.signIn(owner);
        for (int width : new int[] {1280, 320}) {
            page.setViewportSize(width, 800);
            page.navigate("/settings/audit");
            assertThat(page.locator(".uses tbody tr").first()).containsText("nnnnn");
            visit.check("audit-long-name-" + width);
        }
    }

    @Test
    void isNotForViewers() {
        String viewer = unique("viewer");
        server.addUser(viewer, "VIEWER");
        open("uk", ColorScheme.DARK, 360);
        visit.signIn(viewer);

        assertThat(page.locator("nav a[href$=audit]")).hasCount(0);
        assertThat(page.navigate("/settings/audit").status()).isEqualTo(403);
        assertThat(page.request().get("/settings/audit.csv").status()).isEqualTo(403);
    }
}
