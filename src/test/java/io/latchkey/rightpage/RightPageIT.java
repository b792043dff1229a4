package io.latchkey.rightpage;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Dialog;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.WaitUntilState;
import io.latchkey.page.InBrowser;
import io.latchkey.right.AccessRight;
import io.latchkey.testing.LatchkeyServer;
import io.latchkey.testing.OnOneDatabase;
import io.latchkey.testing.TestKey;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The rights of an organisation's own in a real browser. */
@OnOneDatabase
class RightPageIT extends InBrowser {

    private static final String RIGHTS = "/manage/v1/custom-rights";

    RightPageIT(LatchkeyServer server) {
        super(server);
    }

    @Test
    void aRightIsMadeChangedAndDeletedOnceNoKeyHasIt() {
        String name = newName();
        visit.signIn("admin");
        page.locator("nav a[href$=rights]").click();

        page.locator("[data-call=latchkeyNewRight]").click();
        visit.awaitDialog();
        page.locator("[id='newRightForm:name']").fill("Not this");
        page.locator("[id='newRightForm:patterns']").fill("GET /orders/**\n\nget orders");
        page.locator("[id='newRightForm:save']").click();
        assertThat(page.locator("[id='newRightForm:nameWrong']")).containsText("1 to 63 lower-case letters");
        assertThat(page.locator("[id='newRightForm:descriptionWrong']")).containsText("Describe the right");
        assertThat(page.locator("[id='newRightForm:patternsWrong']")).containsText("Line 2 must be a method");
        assertThat(page.locator("[id='newRightForm:name']")).isFocused();
        assertThat(page.locator("[id='newRightForm:name']")).hasValue("Not this");
        assertThat(page.locator("[id='newRightForm:patterns']")).hasValue("GET /orders/**\nget orders");
        visit.check("new-right-all-errors");
        page.locator("[id='newRightForm:name']").fill(name);
        page.locator("[id='newRightForm:description']").fill("Orders");
        page.locator("[id='newRightForm:patterns']").fill("orders\nGET /orders/**\nget orders");
        page.locator("[id='newRightForm:save']").click();
        assertThat(page.locator("[id='newRightForm:patternsWrong']")).containsText("Lines 1, 3 must each be a method");
        assertThat(page.locator("[id='newRightForm:patterns']")).isFocused();
        page.locator("[id='newRightForm:patterns']").fill("GET /orders/**\nPOST /orders");
        page.locator("[id='newRightForm:save']").click();
        visit.said("Right " + name + " was created");
        assertThat(row(name)).containsText("POST /orders");
        assertThat(right(name).get("patterns").size()).isEqualTo(2);

        choose(name, "Edit");
        page.locator("[id='editRightForm:patterns']").fill("* /orders/*");
        server.admin().patch(RIGHTS + "/" + name, "{\"description\":\"Theirs\"}");
        page.locator("[id='editRightForm:save']").click();
        assertThat(page.locator("#editRightForm .problem")).containsText("Someone has changed this right");
        assertThat(page.locator("#editRightForm .now")).containsText("Theirs");
        assertThat(page.locator("[id='editRightForm:patterns']")).hasValue("* /orders/*");
        assertThat(right(name).get("patterns").size()).isEqualTo(2);
        page.locator("[id='editRightForm:save']").click();
        visit.said("Right " + name + " was changed");
        assertThat(right(name).get("patterns").get(0).stringValue()).isEqualTo("* /orders/*");
        assertThat(right(name).get("description").stringValue()).isEqualTo("Theirs");

        TestKey key = server.makeKey(server.admin(), AccessRight.CUSTOM, ",\"customRight\":\"" + name + "\"");
        choose(name, "Delete");
        assertThat(page.locator("#deleteRightForm")).containsText("It can’t be deleted while keys have it");
        assertThat(page.locator("#deleteRightForm")).containsText(Long.toString(key.number()));
        assertThat(page.locator("[id='deleteRightForm:yes']")).hasCount(0);
        page.locator("[data-hide=deleteRight]").click();
        server.admin().delete(key.path());
        choose(name, "Delete");
        page.locator("[id='deleteRightForm:yes']").click();
        visit.said("Right " + name + " was deleted");
        assertThat(server.admin().get(RIGHTS + "/" + name).status()).isEqualTo(404);
        assertThat(visit.complaints()).isEmpty();
    }

    @Test
    void noButtonIsThereBeforeTheScriptThatItNeeds() {
        visit.signIn("admin");
        List<Route> held = new ArrayList<>();
        page.route(address -> address.contains("latchkey.js"), held::add);
        page.navigate("/settings/rights", new Page.NavigateOptions().setWaitUntil(WaitUntilState.COMMIT));
        page.waitForCondition(() -> !held.isEmpty());
        page.waitForTimeout(500);
        assertThat(page.locator("[data-call=latchkeyNewRight]")).hasCount(0);

        held.forEach(Route::resume);
        page.locator("[data-call=latchkeyNewRight]").click();
        visit.awaitDialog();
    }

    @Test
    void aKeyThatGotTheRightInTheMeantimeKeepsItFromBeingDeleted() {
        String name = newName();
        server.admin()
                .post(RIGHTS, "{\"name\":\"" + name + "\",\"description\":\"Late\",\"patterns\":[\"GET /late\"]}");
        visit.signIn("admin");
        page.navigate("/settings/rights");

        choose(name, "Delete");
        server.makeKey(server.admin(), AccessRight.CUSTOM, ",\"customRight\":\"" + name + "\"");
        page.locator("[id='deleteRightForm:yes']").click();

        assertThat(page.locator("#deleteRightForm .problem").first()).containsText("A key has this right");
        assertThat(server.admin().get(RIGHTS + "/" + name).status()).isEqualTo(200);
    }

    @Test
    void aChangeThatIsRefusedStillSaysWhichKeysItIsAbout() {
        String name = newName();
        server.admin()
                .post(RIGHTS, "{\"name\":\"" + name + "\",\"description\":\"Held\",\"patterns\":[\"GET /held\"]}");
        TestKey key = server.makeKey(server.admin(), AccessRight.CUSTOM, ",\"customRight\":\"" + name + "\"");
        visit.signIn("admin");
        page.navigate("/settings/rights");
        choose(name, "Edit");
        String held = "These keys, and perhaps others, have it: " + key.number();
        assertThat(page.locator("#editRightForm")).containsText(held);

        page.locator("[id='editRightForm:description']").fill("");
        page.locator("[id='editRightForm:save']").click();
        assertThat(page.locator("[id='editRightForm:descriptionWrong']")).containsText("Describe the right");
        assertThat(page.locator("#editRightForm")).containsText(held);
        page.locator("[id='editRightForm:description']").fill("Mine");
        page.locator("[id='editRightForm:patterns']").fill("held");
        page.locator("[id='editRightForm:save']").click();
        assertThat(page.locator("[id='editRightForm:patternsWrong']")).containsText("Line 1 must be");
        assertThat(page.locator("#editRightForm")).containsText(held);
        page.locator("[id='editRightForm:patterns']").fill("GET /mine");
        server.admin().patch(RIGHTS + "/" + name, "{\"description\":\"Theirs\"}");
        page.locator("[id='editRightForm:save']").click();
        assertThat(page.locator("#editRightForm .now")).containsText("Theirs");
        assertThat(page.locator("#editRightForm")).containsText(held);
    }

    @Test
    void whatSomebodyElseHasTakenFromARightMeanwhileIsNotGivenBackWithAnotherField() {
        String name = newName();
        server.admin()
                .post(
                        RIGHTS,
                        "{\"name\":\"" + name
                                + "\",\"description\":\"Wide\",\"patterns\":[\"GET /orders/**\",\"POST /orders\"]}");
        visit.signIn("admin");
        page.navigate("/settings/rights");
        choose(name, "Edit");
        page.locator("[id='editRightForm:description']").fill("Mine");
        server.admin().patch(RIGHTS + "/" + name, "{\"patterns\":[\"GET /orders/1\"]}");

        page.locator("[id='editRightForm:save']").click();
        assertThat(page.locator("#editRightForm .now")).containsText("GET /orders/1");
        assertThat(page.locator("[id='editRightForm:patterns']")).hasValue("GET /orders/1");
        assertThat(page.locator("[id='editRightForm:description']")).hasValue("Mine");
        page.locator("[id='editRightForm:save']").click();
        visit.said("Right " + name + " was changed");

        assertThat(right(name).get("description").stringValue()).isEqualTo("Mine");
        assertThat(right(name).get("patterns").size()).isEqualTo(1);
        assertThat(right(name).get("patterns").get(0).stringValue()).isEqualTo("GET /orders/1");
    }

    @Test
    void aRightThatIsGoneDoesNotStayInTheList() {
        String name = newName();
        server.admin()
                .post(RIGHTS, "{\"name\":\"" + name + "\",\"description\":\"Gone\",\"patterns\":[\"GET /gone\"]}");
        visit.signIn("admin");
        page.navigate("/settings/rights");
        Locator edit = visit.option(row(name), "Edit");
        server.admin().delete(RIGHTS + "/" + name);

        edit.click();
        visit.said("This right no longer exists");
        assertThat(row(name)).hasCount(0);
    }

    @Test
    void aViewerSeesTheRightsAndChangesNone() {
        String name = newName();
        server.admin()
                .post(RIGHTS, "{\"name\":\"" + name + "\",\"description\":\"Seen\",\"patterns\":[\"GET /seen\"]}");
        String viewer = unique("viewer");
        server.addUser(viewer, "VIEWER");
        visit.signIn(viewer);
        page.navigate("/settings/rights");

        assertThat(row(name)).containsText("GET /seen");
        assertThat(page.locator("[data-call]")).hasCount(0);
        assertThat(page.locator(".ui-dialog")).hasCount(0);
    }

    @Test
    void aNameThatIsTakenIsSaidWithWhateverElseIsWrong() {
        String name = newName();
        server.admin()
                .post(RIGHTS, "{\"name\":\"" + name + "\",\"description\":\"Taken\",\"patterns\":[\"GET /taken\"]}");
        visit.signIn("admin");
        page.navigate("/settings/rights");
        page.locator("[data-call=latchkeyNewRight]").click();
        visit.awaitDialog();
        page.locator("[id='newRightForm:name']").fill(name);
        page.locator("[id='newRightForm:description']").fill("Orders");
        page.locator("[id='newRightForm:patterns']").fill("orders");
        page.locator("[id='newRightForm:save']").click();

        assertThat(page.locator("[id='newRightForm:patternsWrong']")).containsText("Line 1 must be a method");
        assertThat(page.locator("[id='newRightForm:nameWrong']")).containsText("already exists");
        page.onceDialog(Dialog::accept);
        page.locator("[data-hide=newRight]").click();
        choose(name, "Edit");
        page.locator("[id='editRightForm:description']").fill("");
        page.locator("[id='editRightForm:patterns']").fill("orders");
        page.locator("[id='editRightForm:save']").click();
        assertThat(page.locator("[id='editRightForm:descriptionWrong']")).containsText("Describe the right");
        assertThat(page.locator("[id='editRightForm:patternsWrong']")).containsText("Line 1 must be a method");
    }

    private Locator row(String name) {
        return page.locator(".rows tbody tr").filter(new Locator.FilterOptions().setHasText(name));
    }

    private void choose(String name, String option) {
        visit.option(row(name), option).click();
        visit.awaitDialog();
        assertThat(page.locator(".ui-dialog:visible .question")).containsText(name);
    }

    private JsonNode right(String name) {
        return server.admin().get(RIGHTS + "/" + name).json();
    }

    private static String newName() {
        return "right-" + UUID.randomUUID().toString().substring(0, 8);
    }
}
