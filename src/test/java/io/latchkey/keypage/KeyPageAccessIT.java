package io.latchkey.keypage;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Dialog;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.Cookie;
import io.latchkey.page.InBrowser;
import io.latchkey.testing.Answer;
import io.latchkey.testing.LatchkeyServer;
import io.latchkey.testing.OnOneDatabase;
import io.latchkey.testing.TestKey;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who gets at the page of the keys, in a real browser: sessions, roles, and other sites. */
@OnOneDatabase
class KeyPageAccessIT extends InBrowser {

    KeyPageAccessIT(LatchkeyServer server) {
        super(server);
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
        assertThat(page.locator("#problem"))
                .containsText("You had been signed out, so your last request was not carried out.");
        assertThat(status(key.key())).isEqualTo(200);
        page.locator("#name").fill("admin");
        page.locator("#password").fill(LatchkeyServer.ADMIN_PASSWORD);
        page.locator("#submit").click();
        page.waitForURL("**/settings/api");
    }

    @Test
    void aViewerSeesTheListAndGetsNoSecretByAForgedRequest() {
        String description = unique("Seen");
        TestKey key = makeKey(description);
        String user = unique("viewer");
        server.addUser(user, "MANAGER");
        visit.signIn(user);
        // Otherwise the request would be none that the page understands, and say nothing whoever sent it.
        assertThat(forgedCopy(key)).contains(key.key());
        assertThat(copies(key)).isEqualTo(1);

        server.database().execute("UPDATE account_user SET role = 'VIEWER' WHERE name = ?", user);
        assertThat(forgedCopy(key)).doesNotContain(key.key());
        assertThat(copies(key)).isEqualTo(1);

        page.reload();
        assertThat(visit.row(description).locator("button")).hasCount(0);
        assertThat(visit.row(description).locator(".state")).hasText("Enabled");
        assertThat(page.locator("[data-call]")).hasCount(0);
        assertThat(status(key.key())).isEqualTo(200);
    }

    /** What the page's command to copy a key answers to a request that its script sends without a click. */
    private String forgedCopy(TestKey key) {
        return (String) page.evaluate("""
                async (number) => {
                  const source = window.latchkeyCopy.toString().match(/s:"(ask:[^"]+)"/)[1];
                  const body = new URLSearchParams({'jakarta.faces.partial.ajax': 'true', 'jakarta.faces.source': source,
                    'jakarta.faces.partial.execute': source, [source]: source, ask: 'ask', 'ask_SUBMIT': '1', number,
                    'jakarta.faces.ViewState': document.querySelector('[name="jakarta.faces.ViewState"]').value});
                  const answer = await fetch('/settings/api', {method: 'POST', body,
                    headers: {'Faces-Request': 'partial/ajax'}});
                  return answer.status + await answer.text();
                }""", Long.toString(key.number()));
    }

    /** How often the audit log says that the key was copied. */
    private int copies(TestKey key) {
        return server.admin()
                .get("/manage/v1/audit?action=KEY_COPIED&key=" + key.number())
                .json()
                .get("entries")
                .size();
    }

    @Test
    void whoseRoleWasTakenAwayIsToldThatNothingWasDone() {
        String description = unique("Kept");
        TestKey key = makeKey(description);
        String manager = unique("manager");
        server.addUser(manager, "MANAGER");
        visit.signIn(manager);
        visit.edit(description);
        page.locator("[id='editForm:description']").fill("Taken away");

        server.database().execute("UPDATE account_user SET role = 'VIEWER' WHERE name = ?", manager);
        page.locator("[id='editForm:save']").click();
        assertThat(page.locator("#editForm .unanswered")).containsText("your role may no longer allow this");
        assertThat(server.admin().get(key.path()).json().get("description").stringValue())
                .isEqualTo(description);
        page.onceDialog(Dialog::accept);
        page.keyboard().press("Escape");
        page.locator("[data-call=latchkeyNew]").first().click();
        visit.said("your role may no longer allow this");
    }

    @Test
    void aSessionIsNewAtSignInClosedToScriptsAndEndsAtSignOut() {
        page.navigate("/settings/api");
        assertThat(page).hasURL(server.base() + "/sign-in?from=%2Fsettings%2Fapi");
        page.locator("#name").fill("admin");
        page.locator("#password").fill("wrong");
        page.locator("#submit").click();
        assertThat(page.locator(".problem")).containsText("Incorrect user name or password");

        String attacker = unique("attacker");
        server.addUser(attacker, "VIEWER");
        String planted = server.signIn(attacker, LatchkeyServer.ADMIN_PASSWORD).split("=", 2)[1];
        visit.context()
                .addCookies(List.of(new Cookie("latchkey-session", planted)
                        .setUrl(server.base().toString())));
        page.navigate("/settings/api");
        assertThat(page.locator(".who")).hasText(attacker);
        page.navigate("/sign-in");
        page.locator("#name").fill("admin");
        page.locator("#password").fill(LatchkeyServer.ADMIN_PASSWORD);
        page.locator("#submit").click();
        page.waitForURL("**/settings/api");
        assertThat(page.locator(".who")).hasText("admin");
        var cookie = visit.context().cookies().stream()
                .filter(kept -> kept.name.equals("latchkey-session"))
                .findFirst()
                .orElseThrow();
        assertThat(cookie.value).isNotEqualTo(planted);
        assertThat(settings(planted)).isEqualTo(401);
        assertThat(cookie.httpOnly).isTrue();

        page.locator("[data-menu=profile]").click();
        page.getByRole(AriaRole.MENUITEM, new Page.GetByRoleOptions().setName("Sign out"))
                .click();
        page.waitForURL("**/sign-in");
        assertThat(settings(cookie.value)).isEqualTo(401);
        assertThat(visit.context().cookies()).noneMatch(kept -> kept.name.equals("latchkey-session"));
    }

    private int settings(String session) {
        return server.anonymous()
                .with("Cookie", "latchkey-session=" + session)
                .get("/settings/api")
                .status();
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
        Answer page = server.anonymous().get("/sign-in");
        assertThat(page.header("X-Frame-Options")).hasValue("DENY");
        assertThat(page.header("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(page.header("Referrer-Policy")).hasValue("same-origin");
        assertThat(page.header("Cross-Origin-Opener-Policy")).hasValue("same-origin");
        String policy = page.header("Content-Security-Policy").orElseThrow();
        assertThat(policy).contains("frame-ancestors 'none'").contains("script-src 'self' 'nonce-");
        assertThat(policy).doesNotContain("unsafe-inline").doesNotContain("unsafe-eval");
    }
}
