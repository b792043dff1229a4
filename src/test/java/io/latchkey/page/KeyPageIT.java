package io.latchkey.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import io.latchkey.key.AccessRight;
import io.latchkey.testing.LatchkeyServer;
import io.latchkey.testing.OnEachDatabase;
import io.latchkey.testing.TestKey;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** The page of the keys in a real browser: from a user's clicks to a request that then passes or fails. */
@OnEachDatabase
class KeyPageIT extends InBrowser {

    KeyPageIT(LatchkeyServer server) {
        super(server);
    }

    @Test
    void aKeyIsMadeCopiedAndUsed() {
        String description = unique("CRM");
        server.makeKey(AccessRight.EVENTS);
        visit.signIn("admin");

        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("New key"))
                .click();
        page.locator("[id='newKeyForm:description']").fill(description);
        page.locator("[id='newKeyForm:right']").selectOption("MESSAGES");
        assertThat(page.locator("#newKeyForm [data-right=MESSAGES]")).isVisible();
        assertThat(page.locator("#newKeyForm [data-right=EVENTS]")).isHidden();
        page.locator("[id='newKeyForm:save']").click();
        String key = page.locator("#newKeyKey").inputValue();
        page.locator("[data-copy=newKeyKey]").click();
        visit.said("Copied");

        assertThat(key).matches("lk_[0-9A-Za-z]{38}");
        assertThat(visit.clipboard()).isEqualTo(key);
        assertThat(page.locator("#newKeyExample").inputValue())
                .isEqualTo("curl -u any:" + key + " " + server.base() + "/api/v1/account/info");
        assertThat(status(key)).isEqualTo(200);
        page.locator("[data-hide=newKey]:visible").click();
        assertThat(page.content()).doesNotContain(key);
        Locator row = visit.row(description);
        assertThat(row).containsText("lk_…" + key.substring(37));
        assertThat(row).containsText("Access to messages");
        assertThat(row).containsText("admin");
        assertThat(row.getByRole(AriaRole.SWITCH)).hasAttribute("aria-checked", "true");

        page.evaluate("navigator.clipboard.writeText('')");
        row.locator(".of-number").hover();
        row.locator(".copy").click();
        visit.said("is on the clipboard");
        assertThat(visit.clipboard()).isEqualTo(key);
        assertThat(visit.complaints()).isEmpty();
    }

    @Test
    void aKeyIsDisabledAndEnabledAfterAYes() {
        String description = unique("Switched");
        TestKey key = makeKey(description);
        visit.signIn("admin");

        visit.row(description).getByRole(AriaRole.SWITCH).click();
        assertThat(page.locator("#toggleForm")).containsText("is refused from the next request on");
        page.locator("[data-hide=toggle]").click();
        assertThat(status(key.key())).isEqualTo(200);
        visit.row(description).getByRole(AriaRole.SWITCH).click();
        page.locator("[id='toggleForm:disable']").click();
        visit.said("is disabled");
        assertThat(status(key.key())).isEqualTo(401);

        visit.row(description).getByRole(AriaRole.SWITCH).click();
        page.locator("[id='toggleForm:enable']").click();
        visit.said("is enabled");
        assertThat(status(key.key())).isEqualTo(200);
        assertThat(visit.complaints()).isEmpty();
    }

    @Test
    void aKeyIsEdited() {
        String description = unique("Edited");
        TestKey key = makeKey(description);
        visit.signIn("admin");

        visit.option(visit.row(description), "Edit").click();
        page.locator("[id='editForm:description']").fill(description + " again");
        page.locator("[id='editForm:right']").selectOption("MESSAGES");
        page.locator("[id='editForm:save']").click();
        visit.said("is changed");

        assertThat(visit.row(description + " again")).containsText("Access to messages");
        assertThat(server.with(key).post("/api/v1/event", "{}").status()).isEqualTo(403);
    }

    @Test
    void anEditThatCameTooLateIsExplainedAndStoresNothing() {
        String description = unique("Contested");
        TestKey key = makeKey(description);
        visit.signIn("admin");

        visit.option(visit.row(description), "Edit").click();
        page.locator("[id='editForm:description']").fill("Mine");
        server.admin().patch(key.path(), "{\"description\":\"Theirs\"}");
        page.locator("[id='editForm:save']").click();

        assertThat(page.locator("#editForm .problem")).containsText("Somebody has changed this key");
        assertThat(page.locator("#editForm .now")).containsText("Theirs");
        assertThat(server.admin().get(key.path()).json().get("description").stringValue())
                .isEqualTo("Theirs");
        page.locator("[id='editForm:save']").click();
        visit.said("is changed");
        assertThat(server.admin().get(key.path()).json().get("description").stringValue())
                .isEqualTo("Mine");
    }

    @Test
    void aKeyIsDeletedAfterAYes() {
        String description = unique("Deleted");
        TestKey key = makeKey(description);
        visit.signIn("admin");

        visit.option(visit.row(description), "Delete").click();
        page.locator("[id='deleteForm:yes']").click();
        visit.said("is deleted");

        assertThat(status(key.key())).isEqualTo(401);
        assertThat(server.admin().get(key.path()).status()).isEqualTo(404);
    }

    @Test
    void aKeyIsRotatedAndBothSecretsAreGoodForAWhile() {
        String description = unique("Rotated");
        TestKey key = makeKey(description);
        visit.signIn("admin");

        visit.option(visit.row(description), "Rotate").click();
        assertThat(page.locator("#rotateForm")).containsText("The present one is good for a while longer");
        visit.check("rotate");
        page.locator("[id='rotateForm:save']").click();
        String rotated = page.locator("#rotateKey").inputValue();
        page.locator("[data-copy=rotateKey]").click();
        visit.said("Copied");

        assertThat(visit.clipboard()).isEqualTo(rotated).isNotEqualTo(key.key());
        assertThat(status(rotated)).isEqualTo(200);
        assertThat(status(key.key())).isEqualTo(200);
        page.locator("[data-hide=rotate]:visible").click();
        assertThat(page.content()).doesNotContain(rotated);
        Locator row = visit.row(description);
        assertThat(row).containsText("lk_…" + rotated.substring(37));
        assertThat(row).containsText("Former secret");
        assertThat(row).containsText("good until");

        visit.option(row, "Rotate").click();
        page.locator("[id='rotateForm:overlap']").selectOption("PT0S");
        page.locator("[id='rotateForm:save']").click();
        String last = page.locator("#rotateKey").inputValue();
        assertThat(status(last)).isEqualTo(200);
        assertThat(status(rotated)).isEqualTo(401);
        assertThat(status(key.key())).isEqualTo(401);
        assertThat(visit.complaints()).isEmpty();
    }

    @Test
    void aRotationThatCameTooLateIsExplainedAndMakesNothing() {
        String description = unique("Late");
        TestKey key = makeKey(description);
        visit.signIn("admin");

        visit.option(visit.row(description), "Rotate").click();
        server.admin().patch(key.path(), "{\"accessRight\":\"MESSAGES\"}");
        page.locator("[id='rotateForm:save']").click();

        assertThat(page.locator("#rotateForm .problem")).containsText("Somebody has changed this key");
        assertThat(page.locator("#rotateForm .now")).containsText("Access to messages");
        assertThat(server.admin().get(key.path()).json().get("secrets").size()).isEqualTo(1);
    }

    @Test
    void aKeyThatSomebodyElseHasDeletedIsSaidToBeGone() {
        String description = unique("Gone");
        TestKey key = makeKey(description);
        visit.signIn("admin");

        Locator row = visit.row(description);
        visit.option(row, "Edit").click();
        server.admin().delete(key.path());
        page.locator("[id='editForm:save']").click();
        assertThat(page.locator("#editForm .problem")).containsText("somebody has deleted it");
        page.locator("[data-hide=edit]").click();

        assertThat(visit.rows()).hasText("No key fits what you are looking for.");
    }

    @Test
    void anActionAfterTheSessionHasEndedLeadsToSignIn() {
        String description = unique("Left open");
        TestKey key = makeKey(description);
        visit.signIn("admin");
        Locator row = visit.row(description);
        visit.context().clearCookies();

        row.getByRole(AriaRole.SWITCH).click();

        page.waitForURL("**/sign-in?from=*");
        assertThat(status(key.key())).isEqualTo(200);
        page.locator("#name").fill("admin");
        page.locator("#password").fill(LatchkeyServer.ADMIN_PASSWORD);
        page.locator("#submit").click();
        page.waitForURL("**/settings/api");
    }

    @Test
    void theKeyboardAloneIsEnough() {
        String description = unique("Keyboard");
        makeKey(description);
        visit.signIn("admin");

        Locator menu = visit.row(description).locator("[data-menu]");
        menu.focus();
        page.keyboard().press("Enter");
        page.keyboard().press("ArrowDown");
        page.keyboard().press("Escape");
        assertThat(menu).isFocused();
        page.keyboard().press("Enter");
        page.keyboard().press("Enter");
        assertThat(page.locator("[id='editForm:description']")).isFocused();
        page.keyboard().press("Escape");
        assertThat(page.locator("#editDialog")).isHidden();
    }

    @Test
    void aViewerSeesTheListAndGetsNoSecretByAForgedRequest() {
        String description = unique("Seen");
        TestKey key = makeKey(description);
        String viewer = unique("viewer");
        server.addUser(viewer, "VIEWER");
        visit.signIn(viewer);

        assertThat(visit.row(description).locator("button")).hasCount(0);
        assertThat(page.locator("[data-call]")).hasCount(0);
        String answer = (String) page.evaluate("""
                async (number) => {
                  const state = document.querySelector('[name="jakarta.faces.ViewState"]').value;
                  const answers = [];
                  for (const source of ['ask:j_idt1', 'ask', 'editForm:save', 'deleteForm:yes']) {
                    const body = new URLSearchParams({'jakarta.faces.partial.ajax': 'true', 'jakarta.faces.source': source,
                      'jakarta.faces.partial.execute': source, [source]: source, ask: 'ask', deleteForm: 'deleteForm',
                      'deleteForm:number': number, number, 'jakarta.faces.ViewState': state});
                    const answer = await fetch('/settings/api', {method: 'POST', body,
                      headers: {'Faces-Request': 'partial/ajax'}});
                    answers.push(await answer.text());
                  }
                  return answers.join();
                }""", Long.toString(key.number()));
        assertThat(answer).doesNotContain(key.key());
        assertThat(status(key.key())).isEqualTo(200);
    }

    @Test
    void aSessionIsNewAtSignInClosedToScriptsAndEndsAtSignOut() {
        page.navigate("/settings/api");
        assertThat(page).hasURL(server.base() + "/sign-in?from=%2Fsettings%2Fapi");
        page.locator("#name").fill("admin");
        page.locator("#password").fill("wrong");
        page.locator("#submit").click();
        assertThat(page.locator(".problem")).containsText("do not fit together");
        visit.signIn("admin");
        var cookie = visit.context().cookies().stream()
                .filter(kept -> kept.name.equals("latchkey-session"))
                .findFirst()
                .orElseThrow();
        assertThat(cookie.httpOnly).isTrue();
        assertThat(cookie.sameSite.name()).isEqualTo("LAX");

        page.locator("[data-menu=profile]").click();
        page.getByRole(AriaRole.MENUITEM, new Page.GetByRoleOptions().setName("Sign out"))
                .click();
        page.waitForURL("**/sign-in");
        var before = server.anonymous()
                .with("Cookie", "latchkey-session=" + cookie.value)
                .get("/settings/api");
        assertThat(before.status()).isEqualTo(401);
    }

    @Test
    void withoutAProviderNobodyIsSentToOne() {
        page.navigate("/sign-in");
        assertThat(page.locator("a.button")).hasCount(0);
        assertThat(server.anonymous().get("/sign-in/openid").status()).isEqualTo(404);
        assertThat(server.anonymous()
                        .get("/sign-in/openid/answer?code=a&state=b")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void anotherSiteCanNeitherPostNorFrame() {
        var posted = server.admin()
                .with("Content-Type", "application/x-www-form-urlencoded")
                .with("Origin", "https://evil.example")
                .post("/settings/api", "");
        assertThat(posted.status()).isEqualTo(403);
        String policy = server.anonymous()
                .get("/sign-in")
                .header("Content-Security-Policy")
                .orElseThrow();
        assertThat(policy).contains("frame-ancestors 'none'").contains("script-src 'self' 'nonce-");
        assertThat(policy).doesNotContain("unsafe-inline").doesNotContain("unsafe-eval");
    }

    @Test
    void thePagesAreAccessibleInBothThemesAndLanguagesAndFitASmallScreen() {
        makeKey(unique("Shop"));
        for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            for (int width : List.of(1280, 360)) {
                open(width == 360 ? "uk" : "en", scheme, width);
                String name = scheme.name().toLowerCase(Locale.ROOT) + "-" + width;
                page.navigate("/sign-in");
                visit.check("sign-in-" + name);
                visit.signIn("admin");
                assertThat(page.locator("#list\\:keys_data > tr").first()).isVisible();
                visit.check("keys-" + name);
                page.locator(".intro [data-call=latchkeyNew]").click();
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
    }
}
