package io.latchkey.keypage;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Dialog;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import io.latchkey.page.InBrowser;
import io.latchkey.testing.LatchkeyServer;
import io.latchkey.testing.OnOneDatabase;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What could be lost on the page of the keys, in a real browser: typed text, a key that is shown once, an answer. */
@OnOneDatabase
class KeyPageLossIT extends InBrowser {

    KeyPageLossIT(LatchkeyServer server) {
        super(server);
    }

    @Test
    void aRequestThatFailedIsSaid() {
        String description = unique("Failing");
        makeKey(description);
        visit.signIn("admin");
        Locator row = visit.row(description);
        page.route("**/settings/api", route -> route.abort());

        row.getByRole(AriaRole.SWITCH).click();

        visit.said("Something went wrong");
    }

    @Test
    void whatFailedIsThereUntilItIsDismissedOrSomethingElseIsDone() {
        String description = unique("Dismissed");
        makeKey(description);
        // What is said in passing passes at once.
        page.addInitScript("const wait = setTimeout; window.setTimeout = (what, ms, ...more) =>"
                + " wait(what, ms === 6000 ? 100 : ms, ...more);");
        visit.signIn("admin");
        Locator status = visit.row(description).getByRole(AriaRole.SWITCH);
        page.route("**/settings/api", Route::abort);
        status.click();
        visit.said("Something went wrong");
        page.waitForTimeout(500);
        visit.said("Something went wrong");
        visit.check("failed");
        page.locator("#said button").click();
        assertThat(page.locator("#said")).isEmpty();
        assertThat(status).isFocused();

        status.click();
        visit.said("Something went wrong");
        page.unroute("**/settings/api");
        status.click();
        visit.awaitDialog();
        assertThat(page.locator("#said")).isEmpty();
        page.locator("[id='toggleForm:disable']").click();
        assertThat(visit.row(description).getByRole(AriaRole.SWITCH)).hasAttribute("aria-checked", "false");
        assertThat(page.locator("#said")).isEmpty();
    }

    @Test
    void anAnswerThatIsLostIsNotTakenForARefusalAndTheFormCanBeSentAgain() {
        visit.signIn("admin");
        page.locator(".intro [data-call=latchkeyNew]").click();
        visit.awaitDialog();
        page.locator("[id='newKeyForm:description']").fill(unique("Lost"));
        page.route("**/settings/api", Route::abort);
        page.locator("[id='newKeyForm:save']").click();

        Locator note = page.locator("#newKeyForm .unanswered");
        assertThat(note).containsText("may or may not have gone through");
        assertThat(page.locator("[id='newKeyForm:save']")).isEnabled();
        page.unroute("**/settings/api");
        page.locator("[id='newKeyForm:save']").click();
        assertThat(page.locator("#newKeyKey")).isVisible();
        assertThat(note).hasCount(0);
    }

    @Test
    void whatWasTypedIsNotThrownAwayByOneKey() {
        visit.signIn("admin");
        page.locator(".intro [data-call=latchkeyNew]").click();
        visit.awaitDialog();
        page.locator("[id='newKeyForm:description']").fill("Half");

        page.onceDialog(Dialog::dismiss);
        page.keyboard().press("Escape");
        assertThat(page.locator("[id='newKeyForm:description']")).hasValue("Half");
        page.onceDialog(Dialog::accept);
        page.keyboard().press("Escape");
        assertThat(page.locator("#newKeyDialog")).isHidden();
    }

    @Test
    void noWayToCloseADialogThrowsAwayWhatWasChosenUnasked() {
        String description = unique("Chosen");
        makeKey(description);
        visit.signIn("admin");
        visit.edit(description);
        page.locator("[data-hide=edit]").click();
        assertThat(page.locator("#editDialog")).isHidden();

        visit.edit(description);
        page.locator("[id='editForm:right']").selectOption("MESSAGES");
        for (Runnable close : List.<Runnable>of(
                () -> page.keyboard().press("Escape"),
                () -> page.locator("#editDialog .ui-dialog-titlebar-close").click(),
                () -> page.locator("[data-hide=edit]").click())) {
            List<Dialog> asked = visit.dismissNextDialog();
            close.run();
            assertThat(asked).extracting(Dialog::message).containsExactly("Discard your changes?");
            assertThat(page.locator("[id='editForm:right']")).hasValue("MESSAGES");
        }
        page.onceDialog(Dialog::accept);
        page.locator("[data-hide=edit]").click();
        assertThat(page.locator("#editDialog")).isHidden();
    }

    @Test
    void theBrowserAsksBeforeThePageTakesWithItWhatWasTypedOrIsShownOnce() {
        visit.signIn("admin");
        List<Dialog> asked = visit.dismissDialogs();
        page.locator(".intro [data-call=latchkeyNew]").click();
        visit.awaitDialog();
        page.locator("[id='newKeyForm:description']").fill(unique("Unloaded"));
        page.evaluate("() => { location.href = '/settings/audit'; }");
        page.waitForCondition(() -> asked.size() == 1);

        page.locator("[id='newKeyForm:save']").click();
        assertThat(page.locator("#newKeyKey")).isVisible();
        page.evaluate("() => { location.href = '/settings/audit'; }");
        page.waitForCondition(() -> asked.size() == 2);
        assertThat(page.locator("#newKeyKey")).isVisible();

        page.locator("[data-copy=newKeyKey]").click();
        visit.said("Copied");
        page.evaluate("() => { location.href = '/settings/audit'; }");
        page.waitForURL("**/settings/audit");
        assertThat(asked).extracting(Dialog::type).containsExactly("beforeunload", "beforeunload");
    }

    @Test
    void whomTheServerSendsElsewhereIsNotAskedWhetherToLeave() {
        visit.signIn("admin");
        List<Dialog> asked = visit.dismissDialogs();
        page.locator(".intro [data-call=latchkeyNew]").click();
        visit.awaitDialog();
        page.locator("[id='newKeyForm:description']").fill("Half");
        page.route(
                "**/settings/api",
                route -> route.fulfill(new Route.FulfillOptions()
                        .setContentType("text/xml")
                        .setBody("<partial-response><redirect url=\"/settings/profile\"/></partial-response>")));
        page.locator("[id='newKeyForm:save']").click();

        page.waitForURL("**/settings/profile");
        assertThat(asked).isEmpty();
    }

    @Test
    void aKeyThatIsShownOnceStaysUntilItIsCopiedOrGivenUp() {
        visit.signIn("admin");
        page.locator(".intro [data-call=latchkeyNew]").click();
        visit.awaitDialog();
        page.locator("[id='newKeyForm:description']").fill(unique("Once"));
        page.locator("[id='newKeyForm:save']").click();
        Locator shown = page.locator("#newKeyKey");
        assertThat(shown).isFocused();
        String key = shown.inputValue();

        page.keyboard().press("Enter");
        assertThat(shown).hasValue(key);
        for (Runnable close : List.<Runnable>of(
                () -> page.keyboard().press("Escape"),
                () -> page.locator("#newKeyDialog .ui-dialog-titlebar-close").click(),
                () -> page.locator("[data-hide=newKey]:visible").click())) {
            List<Dialog> asked = visit.dismissNextDialog();
            close.run();
            assertThat(asked)
                    .extracting(Dialog::message)
                    .containsExactly("Close without copying it? It won’t be shown again.");
            assertThat(shown).hasValue(key);
        }

        page.locator("[data-copy=newKeyKey]").click();
        visit.said("Copied");
        page.keyboard().press("Escape");
        assertThat(page.locator("#newKeyDialog")).isHidden();
        assertThat(page.content()).doesNotContain(key);
    }

    @Test
    void whoeverHasCopiedSomethingElseThanTheWholeKeyHasNotCopiedTheKey() {
        visit.signIn("admin");
        page.locator(".intro [data-call=latchkeyNew]").click();
        visit.awaitDialog();
        page.locator("[id='newKeyForm:description']").fill(unique("Beside"));
        page.locator("[id='newKeyForm:save']").click();
        Locator shown = page.locator("#newKeyKey");
        assertThat(shown).isFocused();
        String key = shown.inputValue();

        for (Runnable copy : List.<Runnable>of(
                () -> {
                    page.locator("[data-copy=newKeyExample]").click();
                    visit.said("Copied");
                },
                () -> {
                    page.locator("#newKeyForm .once").selectText();
                    page.keyboard().press("Control+C");
                    page.waitForCondition(() -> visit.clipboard().startsWith("Key "));
                },
                () -> {
                    shown.focus();
                    shown.evaluate("field => field.setSelectionRange(0, 9)");
                    page.keyboard().press("Control+C");
                    page.waitForCondition(() -> visit.clipboard().equals(key.substring(0, 9)));
                })) {
            copy.run();
            List<Dialog> asked = visit.dismissNextDialog();
            page.keyboard().press("Escape");
            assertThat(asked)
                    .extracting(Dialog::message)
                    .containsExactly("Close without copying it? It won’t be shown again.");
            assertThat(shown).hasValue(key);
        }

        shown.selectText();
        page.keyboard().press("Control+C");
        page.waitForCondition(() -> visit.clipboard().equals(key));
        page.keyboard().press("Escape");
        assertThat(page.locator("#newKeyDialog")).isHidden();
    }
}
