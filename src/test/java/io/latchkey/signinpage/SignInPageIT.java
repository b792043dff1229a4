package io.latchkey.signinpage;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

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
}
