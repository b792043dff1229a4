package io.latchkey.keypage;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Dialog;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import io.latchkey.page.InBrowser;
import io.latchkey.testing.LatchkeyServer;
import io.latchkey.testing.OnOneDatabase;
import io.latchkey.testing.TestKey;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * What somebody else did to a key since its page was loaded, in a real browser: it is said, and neither overwritten
 * nor answered with the opposite.
 */
@OnOneDatabase
class KeyConflictIT extends InBrowser {

    KeyConflictIT(LatchkeyServer server) {
        super(server);
    }

    @Test
    void aRightThatIsDeletedMeanwhileIsNotTakenForAnother() {
        String right = "right-" + UUID.randomUUID().toString().substring(0, 8);
        server.admin()
                .post(
                        "/manage/v1/custom-rights",
                        "{\"name\":\"" + right + "\",\"description\":\"Late\",\"patterns\":[\"GET /late\"]}");
        visit.signIn("admin");
        page.locator(".intro [data-call=latchkeyNew]").click();
        visit.awaitDialog();
        String description = unique("Late");
        page.locator("[id='newKeyForm:description']").fill(description);
        page.locator("[id='newKeyForm:right']").selectOption("custom:" + right);
        server.admin().delete("/manage/v1/custom-rights/" + right);

        Locator problem = page.locator("#newKeyForm");
        page.locator("[id='newKeyForm:save']").click();
        assertThat(problem).containsText("Your choice is no longer available");
        assertThat(page.locator("[id='newKeyForm:right']")).hasValue("");
        assertThat(page.locator("[id='newKeyForm:description']")).hasValue(description);
        page.locator("[id='newKeyForm:save']").click();
        assertThat(problem).containsText("Choose an access right");
        assertThat(page.locator("#newKeyKey")).hasCount(0);

        page.locator("[id='newKeyForm:right']").selectOption("MESSAGES");
        page.locator("[id='newKeyForm:save']").click();
        assertThat(page.locator("#newKeyKey")).isVisible();
        page.onceDialog(Dialog::accept);
        page.keyboard().press("Escape");
        assertThat(visit.row(description)).containsText("Access to messages");
    }

    @Test
    void anEditThatCameTooLateIsExplainedAndStoresNothing() {
        String description = unique("Contested");
        TestKey key = makeKey(description);
        visit.signIn("admin");

        visit.edit(description);
        page.locator("[id='editForm:description']").fill("Mine");
        server.admin().patch(key.path(), "{\"description\":\"Theirs\"}");
        page.locator("[id='editForm:save']").click();

        assertThat(page.locator("#editForm .problem")).containsText("Someone has changed this key");
        assertThat(page.locator("#editForm .now")).containsText("Theirs");
        assertThat(server.admin().get(key.path()).json().get("description").stringValue())
                .isEqualTo("Theirs");
        page.locator("[id='editForm:save']").click();
        visit.said("was changed");
        assertThat(server.admin().get(key.path()).json().get("description").stringValue())
                .isEqualTo("Mine");
    }

    @Test
    void whatSomebodyElseHasDecidedMeanwhileStaysWhateverIsSavedAgain() {
        String description = unique("Shared");
        TestKey key = makeKey(description);
        visit.signIn("admin");

        visit.edit(description);
        page.locator("[id='editForm:description']").fill(description + " mine");
        server.admin().patch(key.path(), "{\"allowedAddresses\":[\"192.0.2.0/24\"],\"labels\":{\"team\":\"crm\"}}");
        page.locator("[id='editForm:save']").click();
        assertThat(page.locator("#editForm .problem")).containsText("Someone has changed this key");
        assertThat(page.locator("[id='editForm:addresses']")).hasValue("192.0.2.0/24");
        assertThat(page.locator("#editForm .now")).containsText("192.0.2.0/24");
        assertThat(page.locator("#editForm .now")).containsText("team=crm");
        assertThat(page.locator("#editForm .now")).not().containsText("External id");
        assertThat(page.locator("[id='editForm:description']")).hasValue(description + " mine");
        page.locator("[id='editForm:save']").click();
        assertThat(page.locator("#editDialog")).isHidden();

        JsonNode stored = server.admin().get(key.path()).json();
        assertThat(stored.get("description").stringValue()).isEqualTo(description + " mine");
        assertThat(stored.get("allowedAddresses").size()).isEqualTo(1);
        assertThat(stored.get("labels").get("team").stringValue()).isEqualTo("crm");
    }

    /** A hundred in a month is something else than a hundred in a day. */
    @Test
    void aQuotaThatSomebodyElseHasChangedMeanwhileIsOneValueWithItsPeriod() {
        String description = unique("Quota");
        TestKey key = makeKey(description);
        server.admin().patch(key.path(), "{\"quota\":{\"requests\":100,\"period\":\"MONTH\"}}");
        visit.signIn("admin");

        visit.edit(description);
        page.locator("[id='editForm:description']").fill(description + " mine");
        server.admin().patch(key.path(), "{\"quota\":{\"requests\":100,\"period\":\"DAY\"}}");
        page.locator("[id='editForm:save']").click();
        assertThat(page.locator("#editForm .now")).containsText("100 per day");
        assertThat(page.locator("[id='editForm:period']")).hasValue("DAY");
        visit.check("edit-quota-changed");

        page.locator("[id='editForm:quota']").fill("200");
        server.admin().patch(key.path(), "{\"quota\":{\"requests\":300,\"period\":\"MONTH\"}}");
        page.locator("[id='editForm:save']").click();
        assertThat(page.locator("#editForm .now")).containsText("300 per month");
        assertThat(page.locator("[id='editForm:quota']")).hasValue("200");
        assertThat(page.locator("[id='editForm:period']")).hasValue("DAY");
        page.locator("[id='editForm:save']").click();
        visit.said("was changed");

        JsonNode stored = server.admin().get(key.path()).json();
        assertThat(stored.get("quota").get("requests").longValue()).isEqualTo(200);
        assertThat(stored.get("quota").get("period").stringValue()).isEqualTo("DAY");
    }

    @Test
    void aYesThatCameTooLateIsNoYesToTheOpposite() {
        String description = unique("Both");
        TestKey key = makeKey(description);
        visit.signIn("admin");

        visit.row(description).getByRole(AriaRole.SWITCH).click();
        assertThat(page.locator("#toggleForm .question")).containsText("Disable key");
        server.admin().patch(key.path(), "{\"status\":\"DISABLED\"}");
        page.locator("[id='toggleForm:disable']").click();

        visit.said("was disabled");
        assertThat(page.locator("#toggleDialog")).isHidden();
        assertThat(status(key.key())).isEqualTo(401);
    }

    @Test
    void theSwitchOfAListFromBeforeAsksNotForTheOpposite() {
        String description = unique("Stale");
        TestKey key = makeKey(description);
        visit.signIn("admin");
        Locator row = visit.row(description);
        server.admin().patch(key.path(), "{\"status\":\"DISABLED\"}");

        row.getByRole(AriaRole.SWITCH).click();

        visit.said("had already been disabled");
        assertThat(page.locator("#toggleDialog")).isHidden();
        assertThat(visit.rows().getByRole(AriaRole.SWITCH)).hasAttribute("aria-checked", "false");
        assertThat(visit.rows().getByRole(AriaRole.SWITCH)).isFocused();
        visit.rows().getByRole(AriaRole.SWITCH).click();
        assertThat(page.locator("#toggleForm .question")).containsText("Enable key");
    }

    @Test
    void aKeyThatSomebodyHasChangedMeanwhileIsNotDeletedUnseen() {
        String description = unique("Rescued");
        TestKey key = makeKey(description);
        visit.signIn("admin");

        visit.option(visit.row(description), "Delete").click();
        visit.awaitDialog();
        server.admin().patch(key.path(), "{\"accessRight\":\"MESSAGES\"}");
        page.locator("[id='deleteForm:yes']").click();

        assertThat(page.locator("#deleteForm .problem")).containsText("Someone has changed this key");
        assertThat(page.locator("#deleteForm .now")).containsText("Access to messages");
        assertThat(status(key.key())).isEqualTo(200);
        page.locator("[id='deleteForm:yes']").click();
        visit.said("was deleted");
        assertThat(status(key.key())).isEqualTo(401);
    }

    @Test
    void aKeyThatSomebodyElseHasDeletedIsSaidToBeGone() {
        makeKey(unique("Other"));
        String description = unique("Gone");
        TestKey key = makeKey(description);
        visit.signIn("admin");

        visit.edit(description);
        server.admin().delete(key.path());
        page.locator("[id='editForm:save']").click();
        assertThat(page.locator("#editForm .problem")).containsText("someone has deleted it");
        page.locator("[data-hide=edit]").click();

        assertThat(visit.rows()).hasText("No keys match your search.");
    }

    @Test
    void aKeyThatIsGoneDoesNotStayInTheList() {
        String description = unique("Gone before");
        TestKey key = makeKey(description);
        visit.signIn("admin");
        Locator row = visit.row(description);
        server.admin().delete(key.path());

        row.getByRole(AriaRole.SWITCH).click();
        visit.said("someone has deleted it");
        assertThat(visit.rows()).hasText("No keys match your search.");
        assertThat(page.locator("#main")).isFocused();
    }

    @Test
    void aKeyThatIsGoneIsNotCopied() {
        String description = unique("Gone uncopied");
        TestKey key = makeKey(description);
        visit.signIn("admin");
        Locator row = visit.row(description);
        row.locator(".of-number").hover();
        server.admin().delete(key.path());

        row.locator(".copy").click();
        visit.said("someone has deleted it");
        assertThat(visit.rows()).hasText("No keys match your search.");
        assertThat(page.locator("#main")).isFocused();
    }

    @Test
    void whatIsCopiedMeanwhileIsNotWhatAnEditIsComparedWith() {
        String edited = unique("First");
        TestKey first = makeKey(edited);
        String copied = unique("Second");
        TestKey second = makeKey(copied);
        server.admin().patch(second.path(), "{\"externalId\":\"other\",\"accessRight\":\"MESSAGES\"}");
        visit.signIn("admin");

        visit.edit(edited);
        page.evaluate(
                "number => window.latchkeyCopy([{ name: 'number', value: number }])", Long.toString(second.number()));
        page.locator("[id='editForm:description']").fill(edited + " again");
        page.locator("[id='editForm:save']").click();
        visit.said("was changed");

        JsonNode stored = server.admin().get(first.path()).json();
        assertThat(stored.get("description").stringValue()).isEqualTo(edited + " again");
        assertThat(stored.get("accessRight").stringValue()).isEqualTo("EVENTS");
        assertThat(stored.get("externalId").isNull()).isTrue();
    }
}
