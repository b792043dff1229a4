package io.latchkey.userpage;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Dialog;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.ColorScheme;
import io.latchkey.page.InBrowser;
import io.latchkey.testing.Caller;
import io.latchkey.testing.LatchkeyServer;
import io.latchkey.testing.OnOneDatabase;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The users of an organisation in a real browser, and what each changes of their own. */
@OnOneDatabase
class UserPageIT extends InBrowser {

    private static final String OTHER_PASSWORD = "another good password";

    UserPageIT(LatchkeyServer server) {
        super(server);
    }

    private void openDialog() {
        page.locator("[data-call=latchkeyNewUser]").click();
        visit.awaitDialog();
    }

    /** Signs in as the owner of an organisation that has no other users; that one's name. */
    private String openDialogOfNewOwner() {
        String owner = unique("owner");
        server.addOrganisation(owner);
        visit.signIn(owner);
        page.navigate("/settings/users");
        openDialog();
        return owner;
    }

    @Test
    void anOwnerAddsChangesAndRemovesAUser() {
        String owner = unique("owner");
        server.addOrganisation(owner);
        String name = unique("Olha");
        String email = address();
        visit.signIn(owner);
        page.locator("nav a[href$=users]").click();
        assertThat(rows()).hasCount(1);
        assertThat(rows().first()).containsText("you");

        openDialog();
        page.locator("[id='newUserForm:name']").fill(name);
        page.locator("[id='newUserForm:email']").fill(email);
        page.locator("[id='newUserForm:role']").selectOption("MANAGER");
        page.locator("[id='newUserForm:password']").fill("short");
        page.locator("[id='newUserForm:save']").click();
        assertThat(page.locator("[id='newUserForm:passwordWrong']")).containsText("12 to 128 characters");
        assertThat(page.locator("[id='newUserForm:password']")).isFocused();
        assertThat(page.locator("[id='newUserForm:password']")).hasValue("");
        page.locator("[id='newUserForm:password']").fill(OTHER_PASSWORD);
        page.locator("[id='newUserForm:save']").click();
        visit.said(name + " was added");
        Caller user = server.anonymous().as(name, OTHER_PASSWORD);
        assertThat(own(user).get("role").stringValue()).isEqualTo("MANAGER");
        assertThat(own(user).get("email").stringValue()).isEqualTo(email);

        choose(name, "Edit");
        assertThat(page.locator("[id='editUserForm:email']")).hasValue(email);
        page.locator("[id='editUserForm:role']").selectOption("VIEWER");
        page.locator("[id='editUserForm:email']").fill("");
        page.locator("[id='editUserForm:save']").click();
        visit.said(name + " was changed");
        assertThat(row(name)).containsText("Viewer");
        assertThat(own(user).get("role").stringValue()).isEqualTo("VIEWER");
        assertThat(own(user).get("email").isNull()).isTrue();

        choose(name, "Remove");
        assertThat(page.locator("#removeUserForm")).containsText("signed out at once");
        page.locator("[data-hide=removeUser]").click();
        assertThat(user.get("/manage/v1/users/me").status()).isEqualTo(200);
        choose(name, "Remove");
        page.locator("[id='removeUserForm:yes']").click();
        visit.said(name + " was removed");
        assertThat(rows()).hasCount(1);
        assertThat(user.get("/manage/v1/users/me").status()).isEqualTo(401);
        assertThat(visit.complaints()).isEmpty();
    }

    @Test
    void whatTheRulesRefuseIsSaidAtTheField() {
        String owner = openDialogOfNewOwner();
        page.locator("[id='newUserForm:name']").fill("admin");
        page.locator("[id='newUserForm:email']").fill("nobody@nowhere");
        page.locator("[id='newUserForm:password']").fill("short");
        page.locator("[id='newUserForm:save']").click();
        assertThat(page.locator("[id='newUserForm:emailWrong']")).containsText("not a valid e-mail address");
        assertThat(page.locator("[id='newUserForm:nameWrong']")).containsText("This name is, or was, another user’s");
        assertThat(page.locator("[id='newUserForm:passwordWrong']")).containsText("12 to 128 characters");
        assertThat(page.locator("[id='newUserForm:name']")).isFocused();
        // What was typed can be corrected; only the password is not sent back.
        assertThat(page.locator("[id='newUserForm:name']")).hasValue("admin");
        assertThat(page.locator("[id='newUserForm:email']")).hasValue("nobody@nowhere");
        assertThat(page.locator("[id='newUserForm:password']")).hasValue("");
        visit.check("new-user-all-errors");
        page.locator("[id='newUserForm:email']").fill("no address");
        page.locator("[id='newUserForm:save']").click();
        assertThat(page.locator("[id='newUserForm:passwordWrong']")).containsText("Type the password again");
        assertThat(page.locator("[id='newUserForm:emailWrong']")).containsText("not a valid e-mail address");
        page.locator("[id='newUserForm:name']").fill("a:b");
        page.locator("[id='newUserForm:save']").click();
        assertThat(page.locator("[id='newUserForm:nameWrong']")).containsText("no colon");
        page.onceDialog(Dialog::accept);
        page.locator("[data-hide=newUser]").click();

        choose(owner, "Edit");
        assertThat(page.locator("[id='editUserForm:password']")).isHidden();
        page.locator("[id='editUserForm:role']").selectOption("VIEWER");
        page.locator("[id='editUserForm:save']").click();
        assertThat(page.locator("[id='editUserForm:roleWrong']")).containsText("needs an owner");
        page.onceDialog(Dialog::accept);
        page.locator("[data-hide=editUser]").click();
        choose(owner, "Remove");
        page.locator("[id='removeUserForm:yes']").click();
        assertThat(page.locator("#removeUserForm .problem")).containsText("needs an owner");
        assertThat(server.anonymous()
                        .as(owner, LatchkeyServer.ADMIN_PASSWORD)
                        .get("/manage/v1/users")
                        .json()
                        .get("users")
                        .size())
                .isEqualTo(1);
    }

    @Test
    void allThatIsWrongWithAChangeIsSaidAtOnce() {
        String owner = unique("owner");
        server.addOrganisation(owner);
        Caller api = server.anonymous().as(owner, LatchkeyServer.ADMIN_PASSWORD);
        String taken = address();
        String name = unique("Olha");
        for (String user : List.of(
                "{\"name\":\"" + unique("Ivan") + "\",\"email\":\"" + taken + "\",\"role\":\"VIEWER\"}",
                "{\"name\":\"" + name + "\",\"role\":\"VIEWER\"}")) {
            assertThat(api.post("/manage/v1/users", user).status()).isEqualTo(201);
        }
        visit.signIn(owner);
        page.navigate("/settings/users");
        choose(name, "Edit");

        page.locator("[id='editUserForm:email']").fill(taken);
        page.locator("[id='editUserForm:password']").fill("short");
        page.locator("[id='editUserForm:save']").click();
        assertThat(page.locator("[id='editUserForm:passwordWrong']")).containsText("12 to 128 characters");
        assertThat(page.locator("[id='editUserForm:emailWrong']")).containsText("another user");
        assertThat(page.locator("[id='editUserForm:email']")).hasValue(taken);
        page.locator("[id='editUserForm:email']").fill("nobody@nowhere");
        page.locator("[id='editUserForm:save']").click();
        assertThat(page.locator("[id='editUserForm:passwordWrong']")).containsText("Type the password again");
        assertThat(page.locator("[id='editUserForm:emailWrong']")).containsText("not a valid e-mail address");
        page.locator("[id='editUserForm:email']").fill("");
        page.locator("[id='editUserForm:password']").fill(OTHER_PASSWORD);
        page.locator("[id='editUserForm:save']").click();
        visit.said(name + " was changed");
        assertThat(own(server.anonymous().as(name, OTHER_PASSWORD)).get("email").isNull())
                .isTrue();
    }

    @Test
    void aRoleThatSomebodyElseHasGivenMeanwhileIsShownBeforeItIsReplaced() {
        String owner = unique("owner");
        server.addOrganisation(owner);
        Caller api = server.anonymous().as(owner, LatchkeyServer.ADMIN_PASSWORD);
        String name = unique("Olha");
        String path = "/manage/v1/users/"
                + api.post("/manage/v1/users", "{\"name\":\"" + name + "\",\"role\":\"VIEWER\"}")
                        .json()
                        .get("id")
                        .longValue();
        visit.signIn(owner);
        page.navigate("/settings/users");
        choose(name, "Edit");

        page.locator("[id='editUserForm:role']").selectOption("MANAGER");
        String email = address();
        api.patch(path, "{\"role\":\"OWNER\",\"email\":\"" + email + "\"}");
        page.locator("[id='editUserForm:save']").click();
        assertThat(page.locator("#editUserForm .problem")).containsText("Someone has changed this user");
        assertThat(page.locator("#editUserForm .now")).containsText("Owner");
        assertThat(page.locator("[id='editUserForm:role']")).hasValue("MANAGER");
        assertThat(page.locator("[id='editUserForm:email']")).hasValue(email);
        assertThat(api.get(path).json().get("role").stringValue()).isEqualTo("OWNER");
        visit.check("edit-user-changed");
        page.locator("[id='editUserForm:save']").click();
        visit.said(name + " was changed");
        assertThat(api.get(path).json().get("role").stringValue()).isEqualTo("MANAGER");
        assertThat(api.get(path).json().get("email").stringValue()).isEqualTo(email);
    }

    @Test
    void ownersAreToldThatItIsThemselvesWhoseRoleTheyChange() {
        String owner = unique("owner");
        addOwnerBeside(owner);
        Caller user = server.anonymous().as(owner, LatchkeyServer.ADMIN_PASSWORD);
        visit.signIn(owner);
        page.navigate("/settings/users");
        choose(owner, "Edit");

        assertThat(page.locator("#editUserForm"))
                .containsText("This is you. With another role you immediately lose access");
        page.locator("[id='editUserForm:role']").selectOption("MANAGER");
        page.locator("[id='editUserForm:save']").click();
        assertThat(page.locator("[id='editUserForm:meantWrong']")).containsText("Tick this if you mean");
        assertThat(page.locator("[id='editUserForm:meant']")).isFocused();
        assertThat(page.locator("[id='editUserForm:role']")).hasValue("MANAGER");
        visit.check("edit-own-role");
        assertThat(own(user).get("role").stringValue()).isEqualTo("OWNER");
        page.locator("[id='editUserForm:meant']").check();
        page.locator("[id='editUserForm:save']").click();

        page.waitForURL("**/settings/api");
        assertThat(page.locator("main .parting")).containsText("Your role is now: Manager.");
        assertThat(page.locator("main .parting")).isFocused();
        visit.check("own-role-changed");
        assertThat(own(user).get("role").stringValue()).isEqualTo("MANAGER");
        page.reload();
        assertThat(page.locator("main .parting")).hasCount(0);
        assertThat(visit.complaints()).isEmpty();
    }

    @Test
    void ownersAreToldThatItIsThemselvesWhomTheyRemove() {
        String owner = unique("owner");
        String other = addOwnerBeside(owner);
        open("en", ColorScheme.DARK, 360);
        visit.signIn(owner);
        page.navigate("/settings/users");
        choose(other, "Edit");
        assertThat(page.locator("[id='editUserForm:meant']")).isHidden();
        page.locator("[data-hide=editUser]").click();
        choose(other, "Remove");
        assertThat(page.locator("#removeUserForm")).containsText("They are signed out at once");
        page.locator("[data-hide=removeUser]").click();

        choose(owner, "Remove");
        assertThat(page.locator("#removeUserForm")).containsText("This is you: you are signed out at once");
        assertThat(page.locator("#removeUserForm")).not().containsText("They");
        visit.check("remove-own-dark-360");
        page.locator("[id='removeUserForm:yes']").click();

        page.waitForURL("**/sign-in");
        assertThat(page.locator("main .parting")).containsText("You have removed yourself, " + owner);
        visit.check("own-removed-dark-360");
    }

    /** Creates an organisation with the owner and another one; the other's name. */
    private String addOwnerBeside(String owner) {
        server.addOrganisation(owner);
        String other = unique("Other");
        server.anonymous()
                .as(owner, LatchkeyServer.ADMIN_PASSWORD)
                .post("/manage/v1/users", "{\"name\":\"" + other + "\",\"role\":\"OWNER\"}");
        return other;
    }

    @Test
    void aUserWhoIsGoneDoesNotStayInTheList() {
        String owner = unique("owner");
        server.addOrganisation(owner);
        Caller api = server.anonymous().as(owner, LatchkeyServer.ADMIN_PASSWORD);
        String name = unique("Olha");
        long id = api.post("/manage/v1/users", "{\"name\":\"" + name + "\",\"role\":\"VIEWER\"}")
                .json()
                .get("id")
                .longValue();
        visit.signIn(owner);
        page.navigate("/settings/users");
        Locator edit = visit.option(row(name), "Edit");
        api.delete("/manage/v1/users/" + id);

        edit.click();
        visit.said("This user no longer exists");
        assertThat(rows()).hasCount(1);
        assertThat(page.locator("#main")).isFocused();
    }

    @Test
    void everybodyChangesTheirOwnPasswordAndStaysSignedIn() {
        String viewer = unique("viewer");
        Caller before = server.addUser(viewer, "VIEWER");
        String email = address();
        open("uk", ColorScheme.LIGHT, 1280);
        visit.signIn(viewer);
        page.locator("[data-menu=profile]").click();
        page.locator("#profile a[href$=profile]").click();

        page.locator("[id='profileForm:email']").fill("nobody@nowhere");
        page.locator("[id='profileForm:presentPassword']").fill("wrong");
        page.locator("[id='profileForm:save']").click();
        assertThat(page.locator("[id='profileForm:presentPasswordWrong']")).containsText("Це не ваш");
        assertThat(page.locator("[id='profileForm:emailWrong']")).containsText("Це не адреса");
        page.locator("[id='profileForm:email']").fill(email);
        page.locator("[id='profileForm:password']").fill(OTHER_PASSWORD);
        page.locator("[id='profileForm:presentPassword']").fill("wrong");
        page.locator("[id='profileForm:save']").click();
        assertThat(page.locator("#profileForm")).not().containsText("Це не адреса");
        assertThat(page.locator("[id='profileForm:presentPasswordWrong']")).containsText("Це не ваш");
        assertThat(page.locator("[id='profileForm:email']")).hasValue(email);
        page.locator("[id='profileForm:password']").fill(OTHER_PASSWORD);
        page.locator("[id='profileForm:presentPassword']").fill(LatchkeyServer.ADMIN_PASSWORD);
        page.locator("[id='profileForm:save']").click();
        visit.said("збережено");

        assertThat(before.get("/manage/v1/users/me").status()).isEqualTo(401);
        assertThat(own(server.anonymous().as(viewer, OTHER_PASSWORD))
                        .get("email")
                        .stringValue())
                .isEqualTo(email);
        assertThat(visit.complaints()).isEmpty();
    }

    @Test
    void aDoubleClickChangesTheOwnPasswordOnceAndThePageCanBeUsedOn() {
        String viewer = unique("viewer");
        server.addUser(viewer, "VIEWER");
        visit.signIn(viewer);
        page.navigate("/settings/profile");
        page.locator("[id='profileForm:password']").fill(OTHER_PASSWORD);
        page.locator("[id='profileForm:presentPassword']").fill("wrong");
        page.locator("[id='profileForm:save']").click();
        assertThat(page.locator("[id='profileForm:passwordWrong']")).containsText("Type the password again");
        assertThat(page.locator("[id='profileForm:password']")).isFocused();

        page.locator("[id='profileForm:password']").fill(OTHER_PASSWORD);
        page.locator("[id='profileForm:presentPassword']").fill(LatchkeyServer.ADMIN_PASSWORD);
        visit.requests().clear();
        page.locator("[id='profileForm:save']").dblclick();
        visit.said("Your changes were saved.");
        assertThat(visit.requests())
                .filteredOn(url -> url.endsWith("/settings/profile"))
                .hasSize(1);
        visit.check("profile-saved");

        String email = address();
        page.locator("[id='profileForm:email']").fill(email);
        page.locator("[id='profileForm:presentPassword']").fill(OTHER_PASSWORD);
        page.locator("[id='profileForm:presentPassword']").press("Enter");
        visit.said("Your changes were saved.");
        page.reload();
        assertThat(page.locator("[id='profileForm:email']")).hasValue(email);
        assertThat(visit.complaints()).isEmpty();
    }

    @Test
    void anAddressThatAnOwnerHasChangedMeanwhileIsNotPutBackWithANewPassword() {
        String viewer = unique("viewer");
        String theirs = address();
        server.addUser(viewer, "VIEWER");
        visit.signIn(viewer);
        page.navigate("/settings/profile");
        giveAddress(viewer, theirs);

        page.locator("[id='profileForm:password']").fill(OTHER_PASSWORD);
        page.locator("[id='profileForm:presentPassword']").fill(LatchkeyServer.ADMIN_PASSWORD);
        page.locator("[id='profileForm:save']").click();

        visit.said("Your changes were saved.");
        assertThat(page.locator("[id='profileForm:email']")).hasValue(theirs);
        Caller user = server.anonymous().as(viewer, OTHER_PASSWORD);
        assertThat(own(user).get("email").stringValue()).isEqualTo(theirs);
    }

    @Test
    void anAddressThatAnOwnerHasChangedMeanwhileIsShownBeforeItIsReplaced() {
        String viewer = unique("viewer");
        String theirs = address();
        String mine = address();
        Caller user = server.addUser(viewer, "VIEWER");
        visit.signIn(viewer);
        page.navigate("/settings/profile");
        giveAddress(viewer, theirs);

        page.locator("[id='profileForm:email']").fill(mine);
        page.locator("[id='profileForm:password']").fill(OTHER_PASSWORD);
        page.locator("[id='profileForm:presentPassword']").fill(LatchkeyServer.ADMIN_PASSWORD);
        page.locator("[id='profileForm:save']").click();
        assertThat(page.locator("#profileForm .problem")).containsText("Someone has changed this user");
        assertThat(page.locator("#profileForm .now")).containsText(theirs);
        assertThat(page.locator("[id='profileForm:email']")).hasValue(mine);
        assertThat(page.locator("[id='profileForm:passwordWrong']")).containsText("Type the password again");
        assertThat(own(user).get("email").stringValue()).isEqualTo(theirs);
        visit.check("profile-changed");

        page.locator("[id='profileForm:password']").fill(OTHER_PASSWORD);
        page.locator("[id='profileForm:presentPassword']").fill(LatchkeyServer.ADMIN_PASSWORD);
        page.locator("[id='profileForm:save']").click();
        visit.said("Your changes were saved.");
        assertThat(page.locator("#profileForm .now")).hasCount(0);
        user = server.anonymous().as(viewer, OTHER_PASSWORD);
        assertThat(own(user).get("email").stringValue()).isEqualTo(mine);
    }

    /** As an owner does on the page of the users. */
    private void giveAddress(String name, String email) {
        long id = own(server.anonymous().as(name, LatchkeyServer.ADMIN_PASSWORD))
                .get("id")
                .longValue();
        assertThat(server.admin()
                        .patch("/manage/v1/users/" + id, "{\"email\":\"" + email + "\"}")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void aFormThatWasForgottenMeanwhileIsExplained() {
        String viewer = unique("viewer");
        server.addUser(viewer, "VIEWER");
        visit.signIn(viewer);
        page.navigate("/settings/profile");
        // A session keeps the latest pages alone.
        for (int i = 0; i < 20; i++) {
            page.request().get("/settings/api");
        }
        page.locator("[id='profileForm:email']").fill(address());
        page.locator("[id='profileForm:save']").click();

        assertThat(page.locator("#profileForm .unanswered")).containsText("Nothing was stored. Open the page again");
    }

    @Test
    void soIsThatOfADialog() {
        openDialogOfNewOwner();
        page.locator("[id='newUserForm:name']").fill(unique("Olha"));
        for (int i = 0; i < 20; i++) {
            page.request().get("/settings/api");
        }

        page.locator("[id='newUserForm:save']").click();

        assertThat(page.locator(".unanswered")).containsText("Nothing was stored. Open the page again");
    }

    @Test
    void aPasswordThatWasTypedIsNotForgottenWhereAnotherFieldIsRefused() {
        String name = unique("Olha");
        openDialogOfNewOwner();
        page.locator("[id='newUserForm:name']").fill("admin");
        page.locator("[id='newUserForm:password']").fill(OTHER_PASSWORD);

        page.locator("[id='newUserForm:save']").click();
        assertThat(page.locator("[id='newUserForm:nameWrong']")).containsText("This name is, or was, another user’s");
        assertThat(page.locator("[id='newUserForm:passwordWrong']")).containsText("Type the password again");
        page.locator("[id='newUserForm:name']").fill(name);
        page.locator("[id='newUserForm:save']").click();
        assertThat(page.locator("#newUserForm")).not().containsText("This name is, or was, another user’s");
        assertThat(page.locator("[id='newUserForm:passwordWrong']")).containsText("Type the password again");
        assertThat(page.locator("[id='newUserForm:password']")).isFocused();
        assertThat(rows()).hasCount(1);
        page.locator("[id='newUserForm:password']").fill(OTHER_PASSWORD);
        page.locator("[id='newUserForm:save']").click();
        visit.said(name + " was added");
        assertThat(server.anonymous()
                        .as(name, OTHER_PASSWORD)
                        .get("/manage/v1/users/me")
                        .status())
                .isEqualTo(200);

        openDialog();
        page.locator("[id='newUserForm:name']").fill(unique("Without"));
        page.locator("[id='newUserForm:save']").click();
        visit.said("was added");
        assertThat(rows()).hasCount(3);

        page.navigate("/settings/profile");
        page.locator("[id='profileForm:password']").fill(OTHER_PASSWORD);
        page.locator("[id='profileForm:presentPassword']").fill("wrong");
        page.locator("[id='profileForm:save']").click();
        assertThat(page.locator("#profileForm")).containsText("This is not your current password.");
        page.locator("[id='profileForm:presentPassword']").fill(LatchkeyServer.ADMIN_PASSWORD);
        page.locator("[id='profileForm:save']").click();
        assertThat(page.locator("#profileForm")).not().containsText("This is not your current password.");
        assertThat(page.locator("[id='profileForm:passwordWrong']")).containsText("Type the password again");
        assertThat(page.locator("#said")).isEmpty();
    }

    @Test
    void theUsersAreForOwnersAlone() {
        for (String role : List.of("MANAGER", "VIEWER")) {
            String name = unique(role.toLowerCase(Locale.ROOT));
            Caller user = server.addUser(name, role);
            assertThat(user.get("/settings/users").status()).isEqualTo(403);
            open("en", ColorScheme.LIGHT, 1280);
            visit.signIn(name);
            assertThat(page.locator("nav a[href$=users]")).hasCount(0);
        }
    }

    @Test
    void aPageFromBeforeTheRoleWasTakenAwayRemovesNobody() {
        String owner = unique("owner");
        server.addOrganisation(owner);
        String name = unique("Olha");
        server.anonymous()
                .as(owner, LatchkeyServer.ADMIN_PASSWORD)
                .post(
                        "/manage/v1/users",
                        "{\"name\":\"" + name + "\",\"password\":\"" + OTHER_PASSWORD + "\",\"role\":\"MANAGER\"}");
        Caller user = server.anonymous().as(name, OTHER_PASSWORD);
        visit.signIn(owner);
        page.navigate("/settings/users");
        choose(name, "Remove");

        server.database().execute("UPDATE account_user SET role = 'VIEWER' WHERE name = ?", owner);
        page.locator("[id='removeUserForm:yes']").click();
        assertThat(page.locator("#removeUserForm .unanswered")).containsText("your role may no longer allow this");
        assertThat(own(user).get("role").stringValue()).isEqualTo("MANAGER");

        server.database().execute("UPDATE account_user SET role = 'OWNER' WHERE name = ?", owner);
        page.locator("[id='removeUserForm:yes']").click();
        visit.said(name + " was removed");
        assertThat(user.get("/manage/v1/users/me").status()).isEqualTo(401);
    }

    private Locator rows() {
        return page.locator(".rows tbody tr");
    }

    private Locator row(String name) {
        return rows().filter(new Locator.FilterOptions().setHasText(name));
    }

    private void choose(String name, String option) {
        visit.option(row(name), option).click();
        visit.awaitDialog();
        assertThat(page.locator(".ui-dialog:visible .question")).containsText(name);
    }

    private static JsonNode own(Caller user) {
        return user.get("/manage/v1/users/me").json();
    }

    private static String address() {
        return "u" + UUID.randomUUID() + "@example.com";
    }
}
