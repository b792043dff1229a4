package io.latchkey.keypage;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Dialog;
import com.microsoft.playwright.Locator;
import io.latchkey.page.InBrowser;
import io.latchkey.testing.LatchkeyServer;
import io.latchkey.testing.OnOneDatabase;
import io.latchkey.testing.TestKey;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * What is typed into the dialogs of a key, in a real browser: what is not valid is named, and nothing is stored or
 * taken for something else.
 */
@OnOneDatabase
class KeyFormIT extends InBrowser {

    KeyFormIT(LatchkeyServer server) {
        super(server);
    }

    @Test
    void whatIsNotValidIsNamedAndNothingIsStored() {
        String description = unique("Invalid");
        TestKey key = makeKey(description);
        visit.signIn("admin");
        visit.edit(description);
        page.locator("#editForm .terms > summary").click();

        Locator problem = page.locator("#editForm .wrong:not(:empty)");
        page.locator("[id='editForm:addresses']").fill("somewhere");
        page.locator("[id='editForm:save']").click();
        assertThat(problem).containsText("Enter at most 50 allowed addresses");
        assertThat(page.locator("[id='editForm:addresses']")).isFocused();
        assertThat(page.locator("[id='editForm:addresses']")).hasAttribute("aria-invalid", "true");
        assertThat(page.locator("[id='editForm:addresses']"))
                .hasAttribute("aria-describedby", "editForm:addressesWrong");
        assertThat(page.locator("[id='editForm:addresses']")).hasValue("somewhere");
        page.locator("[id='editForm:addresses']").fill("");
        page.locator("[id='editForm:quota']").fill("many");
        page.locator("[id='editForm:save']").click();
        assertThat(problem).containsText("Enter a quota of at least 1 request, with digits only");
        page.locator("[id='editForm:quota']").fill("");
        page.locator("[id='editForm:labels']").fill("team=crm\nteam=shop");
        page.locator("[id='editForm:save']").click();
        assertThat(problem).containsText("each name once");
        page.locator("[id='editForm:labels']").fill("");
        page.locator("[id='editForm:rateLimit']").fill("fast");
        page.locator("[id='editForm:save']").click();
        assertThat(problem).containsText("Enter a rate limit as a number and a duration");
        page.locator("[id='editForm:rateLimit']").fill("");
        page.locator("[id='editForm:labels']").fill("no label");
        page.locator("[id='editForm:save']").click();
        assertThat(problem).containsText("Enter at most 20 labels");
        page.locator("[id='editForm:labels']").fill("");
        page.locator("[id='editForm:description']").fill("  ");
        page.locator("[id='editForm:save']").click();
        assertThat(problem).containsText("Describe the key");

        JsonNode stored = server.admin().get(key.path()).json();
        assertThat(stored.get("description").stringValue()).isEqualTo(description);
        assertThat(stored.get("allowedAddresses").size()).isZero();
    }

    /** Whichever part of the product finds it: the form, a constraint or the service. */
    @Test
    void everythingThatIsNotValidIsNamedAtOnce() {
        String description = unique("All at once");
        TestKey key = makeKey(description);
        visit.signIn("admin");
        page.locator(".intro [data-call=latchkeyNew]").click();
        visit.awaitDialog();
        page.locator("[id='newKeyForm:right']").selectOption("");
        page.locator("#newKeyForm .terms > summary").click();
        page.locator("[id='newKeyForm:expires']").fill("2020-03-01T09:30");
        page.locator("[id='newKeyForm:addresses']").fill("somewhere");
        page.locator("[id='newKeyForm:rateLimit']").fill("fast");
        page.locator("[id='newKeyForm:quota']").fill("many");
        page.locator("[id='newKeyForm:externalId']").fill("\u200B");
        page.locator("[id='newKeyForm:labels']").fill("no label");
        page.locator("[id='newKeyForm:save']").click();

        assertThat(page.locator("#newKeyForm .wrong:not(:empty)")).hasCount(8);
        assertThat(page.locator("#newKeyForm [aria-invalid=true]")).hasCount(8);
        assertThat(page.locator("[id='newKeyForm:description']")).isFocused();
        assertThat(page.locator("[id='newKeyForm:rightWrong']")).containsText("Choose an access right");
        assertThat(page.locator("[id='newKeyForm:expiresWrong']")).containsText("in the future");
        assertThat(page.locator("[id='newKeyForm:addresses']")).hasValue("somewhere");
        assertThat(page.locator("[id='newKeyForm:quota']")).hasValue("many");
        assertThat(page.locator("[id='newKeyForm:labels']")).hasValue("no label");
        visit.check("new-key-all-errors");
        page.locator("[id='newKeyForm:description']").fill(unique("Mended"));
        page.locator("[id='newKeyForm:right']").selectOption("EVENTS");
        for (String field : List.of("expires", "addresses", "rateLimit", "quota", "externalId", "labels")) {
            page.locator("[id='newKeyForm:" + field + "']").fill("");
        }
        page.locator("[id='newKeyForm:save']").click();
        assertThat(page.locator("#newKeyKey")).isVisible();
        page.onceDialog(Dialog::accept);
        page.keyboard().press("Escape");

        visit.edit(description);
        page.locator("[id='editForm:description']").fill(" ");
        page.locator("#editForm .terms > summary").click();
        page.locator("[id='editForm:addresses']").fill("somewhere");
        page.locator("[id='editForm:quota']").fill("many");
        page.locator("[id='editForm:save']").click();
        assertThat(page.locator("#editForm .wrong:not(:empty)")).hasCount(3);
        assertThat(server.admin().get(key.path()).json().get("description").stringValue())
                .isEqualTo(description);
        assertThat(visit.complaints()).isEmpty();
    }

    @Test
    void aDateThatIsHalfTypedIsNotTakenForNone() {
        String description = unique("Dated");
        TestKey key = makeKey(description);
        server.admin().patch(key.path(), "{\"expiresAt\":\"2126-03-01T00:30:00Z\"}");
        visit.signIn("admin");

        visit.edit(description);
        page.locator("[id='editForm:expires']").focus();
        page.keyboard().press("Delete");
        page.locator("[id='editForm:save']").click();

        assertThat(page.locator("[id='editForm:expiresWrong']")).containsText("must expire in the future");
        assertThat(server.admin().get(key.path()).json().get("expiresAt").stringValue())
                .isEqualTo("2126-03-01T00:30:00Z");
    }

    @Test
    void aDateOfANewKeyThatIsHalfTypedIsNotTakenForNone() {
        visit.signIn("admin");
        page.locator(".intro [data-call=latchkeyNew]").click();
        visit.awaitDialog();
        page.locator("[id='newKeyForm:description']").fill(unique("Dated"));
        page.locator("#newKeyForm .terms > summary").click();
        page.locator("[id='newKeyForm:expires']").focus();
        page.keyboard().type("03");
        page.locator("[id='newKeyForm:save']").click();

        assertThat(page.locator("#newKeyForm")).containsText("must expire in the future");
        assertThat(page.locator("#newKeyKey")).hasCount(0);
        assertThat(page.locator("[id='newKeyForm:expires']")).hasAttribute("aria-invalid", "true");
        assertThat(page.locator("#newKeyForm [data-right=EVENTS]")).isVisible();
        page.locator("[id='newKeyForm:save']").click();
        assertThat(page.locator("#newKeyKey")).isVisible();
        assertThat(visit.complaints()).isEmpty();
    }

    @Test
    void aDateKeepsItsSecondsWhereOnlyAnotherFieldIsChanged() {
        String description = unique("Exact");
        TestKey key = makeKey(description);
        server.admin().patch(key.path(), "{\"expiresAt\":\"2126-03-01T00:30:15Z\"}");
        visit.signIn("admin");

        visit.edit(description);
        page.locator("[id='editForm:expires']").focus();
        page.locator("[id='editForm:externalId']").fill("c-17");
        page.locator("[id='editForm:save']").click();
        visit.said("was changed");

        JsonNode stored = server.admin().get(key.path()).json();
        assertThat(stored.get("externalId").stringValue()).isEqualTo("c-17");
        assertThat(stored.get("expiresAt").stringValue()).isEqualTo("2126-03-01T00:30:15Z");
    }
}
