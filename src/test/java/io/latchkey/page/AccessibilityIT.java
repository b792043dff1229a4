package io.latchkey.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.ColorScheme;
import io.latchkey.right.AccessRight;
import io.latchkey.testing.Answer;
import io.latchkey.testing.Caller;
import io.latchkey.testing.LatchkeyServer;
import io.latchkey.testing.OnOneDatabase;
import io.latchkey.testing.TestKey;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Each page and dialog by axe-core, in both themes and languages, on a wide and on a small screen. */
@OnOneDatabase
class AccessibilityIT extends InBrowser {

    AccessibilityIT(LatchkeyServer server) {
        super(server);
    }

    @Test
    void thePagesAreAccessibleInBothThemesAndLanguagesAndFitASmallScreen() {
        makeKey(unique("Shop"));
        for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            int width = width(scheme);
            open(width == 360 ? "uk" : "en", scheme, width);
            String name = scheme.name().toLowerCase(Locale.ROOT) + "-" + width;
            page.navigate("/sign-in");
            visit.check("sign-in-" + name);
            visit.signIn("admin");
            assertThat(page.locator("#list\\:keys_data > tr").first()).isVisible();
            visit.check("keys-" + name);
            page.locator(".intro [data-call=latchkeyNew]").click();
            visit.awaitDialog();
            assertThat(page.locator("[id='newKeyForm:description']")).isFocused();
            visit.check("new-key-" + name);
            page.keyboard().press("Escape");
            Locator first = visit.rows().first();
            for (String dialog : List.of("edit", "rotate", "delete")) {
                first.locator("[data-menu]").click();
                first.locator("[data-call=latchkey" + dialog.substring(0, 1).toUpperCase(Locale.ROOT)
                                + dialog.substring(1) + "]")
                        .click();
                assertThat(page.locator("#" + dialog + "Dialog")).isVisible();
                visit.check(dialog + "-" + name);
                page.keyboard().press("Escape");
            }
            first.getByRole(AriaRole.SWITCH).click();
            assertThat(page.locator("#toggleDialog")).isVisible();
            visit.check("toggle-" + name);
            page.navigate("/settings/nothing");
            visit.check("error-" + name);
        }
    }

    @Test
    void theActivityIsAccessibleToo() {
        TestKey key = makeKey(unique("Watched"));
        server.with(key).with("User-Agent", "Shop/1.0").get("/api/v1/account/info");
        server.with(key).get("/api/v1/contacts");
        for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            int width = width(scheme);
            open(width == 360 ? "uk" : "en", scheme, width);
            visit.signIn("admin");
            page.navigate("/settings/activity?number=" + key.number());
            assertThat(page.locator(".uses tbody tr")).hasCount(2);
            visit.check("activity-" + scheme.name().toLowerCase(Locale.ROOT) + "-" + width);
            page.navigate("/settings/audit");
            visit.check("audit-" + scheme.name().toLowerCase(Locale.ROOT) + "-" + width);
        }
    }

    @Test
    void whateverNamesPeopleChooseThePageFitsTheWindow() {
        String name = unique("Name").replace(' ', '-') + "n".repeat(200);
        Caller manager = server.addUser(name, "MANAGER");
        TestKey key = makeKey(unique("host").replace(' ', '-') + ".example".repeat(25));
        TestKey sender = server.makeKey(AccessRight.MESSAGES);
        Answer sent = server.with(sender)
                .post(
                        "/api/v1/message/email",
                        "{\"from\":\"shop@example.com\",\"subject\":\"" + "s".repeat(150)
                                + "\",\"htmlText\":\"x\",\"emails\":[\"" + UUID.randomUUID() + "@example.com\"]}");
        assertThat(sent.status()).as(sent.body()).isEqualTo(200);
        String description = makeKeyOfLongRight(manager);
        visit.signIn(name);
        for (int width : new int[] {1280, 1024, 320}) {
            page.setViewportSize(width, 800);
            page.navigate("/settings/api");
            Locator row = visit.row(description);
            assertThat(row).containsText(name);
            for (Locator part : List.of(row.getByRole(AriaRole.SWITCH), row.locator("[data-menu]"))) {
                BoundingBox box = part.boundingBox();
                assertThat(box.x).as(width + " pixels wide").isNotNegative();
                assertThat(box.x + box.width).as(width + " pixels wide").isLessThanOrEqualTo(width);
            }
            visit.check("keys-long-names-" + width);
            page.navigate("/settings/profile");
            visit.check("profile-long-names-" + width);
            page.navigate("/settings/activity?number=" + key.number());
            page.locator("[data-menu=profile]").click();
            BoundingBox menu = page.locator("#profile").boundingBox();
            assertThat(menu.x).as(width + " pixels wide").isNotNegative();
            assertThat(menu.x + menu.width).as(width + " pixels wide").isLessThanOrEqualTo(width);
            visit.check("activity-long-names-" + width);
            page.navigate("/settings/outbox");
            page.locator(".uses tbody tr")
                    .filter(new Locator.FilterOptions().setHasText("sssss"))
                    .first()
                    .locator("a")
                    .click();
            assertThat(page.locator("h2")).containsText("sssss");
            visit.check("outbox-long-subject-" + width);
        }
    }

    /** Makes a key of this user's with a right whose name is as long as one may be; the key's description. */
    private String makeKeyOfLongRight(Caller user) {
        String description = unique("Long");
        String right = "r" + UUID.randomUUID().toString().replace("-", "") + "n".repeat(30);
        user.post(
                "/manage/v1/custom-rights",
                "{\"name\":\"" + right + "\",\"description\":\"Long\",\"patterns\":[\"GET /long\"]}");
        TestKey key = server.makeKey(user, AccessRight.CUSTOM, ",\"customRight\":\"" + right + "\"");
        user.patch(key.path(), "{\"description\":\"" + description + "\"}");
        return description;
    }

    @Test
    void theOtherSettingsAreAccessibleToo() {
        server.admin()
                .post(
                        "/manage/v1/custom-rights",
                        "{\"name\":\"orders-read\",\"description\":\"Orders\",\"patterns\":[\"GET /orders/**\"]}");
        for (String language : List.of("en", "uk")) {
            boolean first = language.equals("en");
            open(language, first ? ColorScheme.LIGHT : ColorScheme.DARK, first ? 1280 : 360);
            visit.signIn("admin");
            for (String name : List.of("rights", "webhook", "users", "profile", "outbox", "master-key", "import")) {
                page.navigate("/settings/" + name);
                visit.check(name + (first ? "-light-1280" : "-dark-360"));
            }
        }
    }

    @Test
    void theirDialogsAndErrorsAreAccessibleToo() {
        visit.signIn("admin");
        page.navigate("/settings/users");
        page.locator("[data-call=latchkeyNewUser]").click();
        visit.awaitDialog();
        page.locator("[id='newUserForm:save']").click();
        assertThat(page.locator("[id='newUserForm:nameWrong']")).isVisible();
        inBoth("new-user-errors");
        page.navigate("/settings/rights");
        page.locator("[data-call=latchkeyNewRight]").click();
        visit.awaitDialog();
        assertThat(page.locator("[id='newRightForm:name']")).isFocused();
        inBoth("new-right");
        page.navigate("/settings/webhook");
        page.locator("[data-call=latchkeySetWebhook]").first().click();
        visit.awaitDialog();
        assertThat(page.locator("[id='setWebhookForm:url']")).isFocused();
        inBoth("set-webhook");
    }

    @Test
    void theHelpOfAFieldIsReadOutWithIt() {
        visit.signIn("admin");
        page.locator(".intro [data-call=latchkeyNew]").click();
        visit.awaitDialog();
        page.locator("#newKeyForm .terms > summary").click();
        described("newKeyForm:description", "The application or site that will use the key.");
        described("newKeyForm:rateLimit", "For example 100/PT1M, 100 requests a minute");
        described("newKeyForm:labels", "In the form name=label, for example team=crm.");
        visit.check("new-key-help");
        described("leakForm:url", "It is included in the notice and the audit log.");
        page.navigate("/settings/users");
        described("newUserForm:email", "Where warnings and notices are sent.");
        described("newUserForm:password", "At least 12 characters");
        described("editUserForm:email", "Where warnings and notices are sent.");
        described("editUserForm:password", "Leave empty to keep the current one.");
        page.navigate("/settings/profile");
        described("profileForm:email", "Where warnings and notices are sent.");
        described("profileForm:password", "Leave empty to keep the current one.");
        page.navigate("/settings/rights");
        described("newRightForm:name", "Lower-case letters, digits and hyphens");
        described("newRightForm:patterns", "A method or *, a space and a path");
        described("editRightForm:patterns", "A method or *, a space and a path");
        page.navigate("/settings/webhook");
        described("setWebhookForm:url", "Must be reachable from the internet");
    }

    /** Also in a dialog that is not open. */
    private void described(String field, String help) {
        Object described = page.locator("[id='" + field + "']")
                .evaluate("field => field.getAttribute('aria-describedby').split(' ')"
                        + ".map(id => document.getElementById(id)?.textContent ?? '').join(' ')");
        assertThat((String) described).as(field).contains(help);
    }

    @Test
    void theEmptyListAndTheKeyThatIsShownOnceAreAccessibleToo() {
        String owner = unique("owner");
        server.addOrganisation(owner);
        visit.signIn(owner);
        assertThat(page.locator(".empty")).isVisible();
        inBoth("empty");
        page.locator(".empty [data-call=latchkeyNew]").click();
        visit.awaitDialog();
        page.locator("[id='newKeyForm:save']").click();
        assertThat(page.locator("[id='newKeyForm:descriptionWrong']")).isVisible();
        inBoth("new-key-errors");
        page.locator("[id='newKeyForm:description']").fill("Shop");
        page.locator("[id='newKeyForm:save']").click();
        assertThat(page.locator("#newKeyKey")).isVisible();
        inBoth("made-key");
    }

    /** Each theme with a language and a width of its own: what one does to the page has nothing to do with the others. */
    private static int width(ColorScheme scheme) {
        return scheme == ColorScheme.LIGHT ? 1280 : 360;
    }

    private void inBoth(String name) {
        show(ColorScheme.LIGHT, 1280);
        visit.check(name + "-light-1280");
        show(ColorScheme.DARK, 360);
        visit.check(name + "-dark-360");
    }

    private void show(ColorScheme scheme, int width) {
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
        page.setViewportSize(width, 800);
    }
}
