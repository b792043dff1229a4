package io.latchkey.signinpage;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import io.latchkey.page.InBrowser;
import io.latchkey.testing.LatchkeyServer;
import io.latchkey.testing.OnOneDatabase;
import org.junit.jupiter.api.Test;

/** The sign-in with a password in a real browser. */
@OnOneDatabase
class SignInPageIT extends InBrowser {

    SignInPageIT(LatchkeyServer server) {
        super(server);
    }

    @Test
    void afterAWrongPasswordOnlyThatIsTypedAgain() {
        String user = unique("viewer");
        server.addUser(user, "VIEWER");
        page.navigate("/sign-in");
        assertThat(page.locator("#name")).isFocused();
        page.keyboard().type(user);
        page.keyboard().press("Tab");
        page.keyboard().type("not the password");
        page.keyboard().press("Enter");

        assertThat(page.locator("#problem")).containsText("Incorrect user name or password.");
        assertThat(page.locator("#name")).hasValue(user);
        assertThat(page.locator("#password")).hasValue("");
        assertThat(page.locator("#password")).isFocused();
        assertThat(page.locator("#password")).hasAccessibleDescription("Incorrect user name or password.");
        visit.check("sign-in-wrong");
        page.keyboard().type(LatchkeyServer.ADMIN_PASSWORD);
        page.keyboard().press("Enter");
        page.waitForURL("**/settings/api");
        assertThat(visit.complaints()).isEmpty();
    }

    @Test
    void withoutAUserNameThatIsTypedFirst() {
        page.navigate("/sign-in");
        page.locator("#password").fill("not the password");
        page.locator("#submit").click();

        assertThat(page.locator("#problem")).containsText("Incorrect user name or password.");
        assertThat(page.locator("#name")).isFocused();
    }

    @Test
    void aSpaceAroundTheUserNameIsNoMistake() {
        String user = unique("viewer");
        server.addUser(user, "VIEWER");
        page.navigate("/sign-in");
        page.locator("#name").fill(" " + user + " ");
        page.locator("#password").fill(LatchkeyServer.ADMIN_PASSWORD);
        page.locator("#submit").click();

        page.waitForURL("**/settings/api");
        assertThat(page.locator(".who")).hasText(user);
    }

    /** A browser may keep a page as it was, and bring that back without asking the server. */
    @Test
    void whatABrowserHasKeptOfAPageIsNotShownToWhomeverComesAfterSignOut() {
        visit.signIn("admin");
        visit.context().clearCookies();
        page.evaluate("() => { window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true })); }");

        page.waitForURL("**/sign-in?from=*");
    }

    @Test
    void whatWasTypedIsStillThereWhereTheSessionHasEnded() {
        String description = unique("Typed");
        visit.signIn("admin");
        page.locator(".intro [data-call=latchkeyNew]").click();
        visit.awaitDialog();
        page.locator("[id='newKeyForm:description']").fill(description);
        visit.context().clearCookies();
        page.locator("[id='newKeyForm:save']").click();
        Locator note = page.locator("#newKeyForm .unanswered");
        assertThat(note).containsText("You have been signed out, so nothing was stored. Copy what you need");
        assertThat(page.locator("[id='newKeyForm:description']")).hasValue(description);
        assertThat(page.locator("[id='newKeyForm:save']")).isEnabled();
        visit.check("signed-out");
        note.locator("a").click();
        signInAgain();
        page.waitForURL("**/settings/api");

        page.navigate("/settings/import");
        page.locator("[id='importForm:pasted']").fill("half");
        visit.context().clearCookies();
        page.locator("[id='importForm:check']").click();
        assertThat(page.locator("#importForm .unanswered a")).hasText("Sign in");
        assertThat(page.locator("[id='importForm:pasted']")).hasValue("half");
        assertThat(visit.complaints()).isEmpty();
    }

    @Test
    void aFormThatIsSentAsAWholeAfterTheSessionHasEndedIsExplained() {
        visit.signIn("admin");
        page.navigate("/settings/profile");
        visit.context().clearCookies();
        page.evaluate("() => document.getElementById('profileForm').submit()");

        page.waitForURL("**/sign-in?from=*");
        assertThat(page.locator("#problem"))
                .containsText("You had been signed out, so your last request was not carried out.");
        signInAgain();
        page.waitForURL("**/settings/profile");

        visit.context().clearCookies();
        page.navigate("/settings/profile");
        page.waitForURL("**/sign-in?from=*");
        assertThat(page.locator("#problem")).isEmpty();
    }

    private void signInAgain() {
        page.locator("#name").fill("admin");
        page.locator("#password").fill(LatchkeyServer.ADMIN_PASSWORD);
        page.locator("#submit").click();
    }
}
