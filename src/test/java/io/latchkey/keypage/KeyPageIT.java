package io.latchkey.keypage;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Dialog;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Cookie;
import io.latchkey.database.SqlInstant;
import io.latchkey.page.InBrowser;
import io.latchkey.right.AccessRight;
import io.latchkey.testing.Answer;
import io.latchkey.testing.LatchkeyServer;
import io.latchkey.testing.OnOneDatabase;
import io.latchkey.testing.TestKey;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The page of the keys in a real browser: from a user's clicks to a request that then passes or fails. */
@OnOneDatabase
class KeyPageIT extends InBrowser {

    KeyPageIT(LatchkeyServer server) {
        super(server);
    }

    @Test
    void theKeysAreFoundByWayOfTheProfile() {
        visit.signIn("admin");
        page.navigate(server.base() + "/settings/profile");

        page.locator("[data-menu=profile]").click();
        page.getByRole(AriaRole.MENUITEM, new Page.GetByRoleOptions().setName("Settings"))
                .click();
        page.getByRole(AriaRole.NAVIGATION, new Page.GetByRoleOptions().setName("Settings"))
                .getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName("API"))
                .click();

        assertThat(page).hasURL(server.base() + "/settings/api");
        assertThat(page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("New key")))
                .isVisible();
    }

    @Test
    void aKeyIsMadeCopiedAndUsed() {
        String description = unique("CRM");
        server.makeKey(AccessRight.EVENTS);
        visit.signIn("admin");

        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("New key"))
                .click();
        visit.awaitDialog();
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
        page.mouse().move(0, 0);
        assertThat(row.locator(".copy")).hasCSS("opacity", "0");
        row.locator(".of-number").hover();
        assertThat(row.locator(".copy")).hasCSS("opacity", "1");
        row.locator(".copy").click();
        visit.said("was copied to the clipboard");
        assertThat(visit.clipboard()).isEqualTo(key);
        assertThat(visit.complaints()).isEmpty();
    }

    @Test
    void manyLongLabelsFillNoMoreThanAScreen() {
        String description = unique("Labelled");
        TestKey key = makeKey(description);
        String labels = IntStream.range(0, 20)
                .mapToObj(i -> "\"label-" + i + "-" + "n".repeat(50) + "\":\"" + "v".repeat(10 * i) + " "
                        + "w".repeat(40) + "\"")
                .collect(Collectors.joining(","));
        Answer labelled = server.admin()
                .patch(key.path(), "{\"externalId\":\"" + "x".repeat(255) + "\",\"labels\":{" + labels + "}}");
        assertThat(labelled.status()).as(labelled.body()).isEqualTo(200);

        for (int width : new int[] {1280, 360}) {
            open("en", ColorScheme.LIGHT, width);
            visit.signIn("admin");
            Locator row = visit.row(description);
            visit.check("keys-long-labels-" + width);
            assertThat(row.boundingBox().height).as(width + " pixels wide").isLessThan(1200);
        }
    }

    @Test
    void aKeyIsShownWhereTheBrowserDoesNotLetItBeCopied() {
        String description = unique("By hand");
        TestKey key = makeKey(description);
        visit.signIn("admin");
        page.evaluate("""
                () => {
                  navigator.clipboard.write = () => Promise.reject(new Error('too old'));
                  navigator.clipboard.writeText = () => Promise.reject(new Error('too old'));
                  document.execCommand = () => false;
                }""");

        Locator row = visit.row(description);
        row.locator(".of-number").hover();
        row.locator(".copy").click();
        Locator shown = page.locator("#copyKey");
        assertThat(shown).hasValue(key.key());
        assertThat(shown).isFocused();
        assertThat(page.evaluate("document.activeElement.selectionEnd"))
                .isEqualTo(key.key().length());
        visit.check("copy-by-hand");
        page.keyboard().press("Escape");
        assertThat(page.locator("#copyDialog")).isHidden();
        assertThat(shown).hasValue("");
        assertThat(row.locator(".copy")).isFocused();
    }

    @Test
    void aKeyThatANodeCannotOpenYetIsNotCalledUnkept() {
        String description = unique("Sealed");
        TestKey key = makeKey(description);
        server.database()
                .execute(
                        "UPDATE api_key_secret SET master_key_version = 99"
                                + " WHERE key_id IN (SELECT id FROM api_key WHERE description = ?)",
                        description);
        visit.signIn("admin");

        Locator row = visit.row(description);
        row.locator(".of-number").hover();
        row.locator(".copy").click();
        visit.said("Try again in a moment");
        server.admin().delete(key.path());
    }

    @Test
    void whatIsNotStoredIsNotOfferedForCopying() {
        String description = unique("Digest");
        Answer imported = server.admin()
                .with("Content-Type", "text/csv")
                .post(
                        "/manage/v1/keys/import",
                        "description,accessRight,sha256\n" + description + ",EVENTS,"
                                + (UUID.randomUUID() + "" + UUID.randomUUID()).replace("-", "") + "\n");
        assertThat(imported.status()).as(imported.body()).isEqualTo(200);
        visit.signIn("admin");

        Locator row = visit.row(description);
        assertThat(row).hasCount(1);
        assertThat(row.locator(".copy")).hasCount(0);

        // The new secret is stored.
        server.admin()
                .post("/manage/v1/keys/" + imported.json().get("firstNumber").longValue() + "/rotation", "{}");
        page.reload();
        assertThat(visit.row(description).locator(".copy")).hasCount(1);
    }

    @Test
    void aKeyIsDisabledAndEnabledAfterAYes() {
        String description = unique("Switched");
        TestKey key = makeKey(description);
        visit.signIn("admin");

        visit.row(description).getByRole(AriaRole.SWITCH).click();
        assertThat(page.locator("#toggleForm")).containsText("will be refused, starting with the next request");
        assertThat(page.locator("#toggleForm")).not().containsText("automatically");
        page.locator("[data-hide=toggle]").click();
        assertThat(status(key.key())).isEqualTo(200);
        visit.row(description).getByRole(AriaRole.SWITCH).click();
        page.locator("[id='toggleForm:disable']").click();
        visit.said("was disabled");
        assertThat(status(key.key())).isEqualTo(401);

        visit.row(description).getByRole(AriaRole.SWITCH).click();
        assertThat(page.locator("#toggleForm"))
                .containsText("A key is disabled automatically when it hasn’t been used for 90 days.");
        page.locator("[id='toggleForm:enable']").click();
        visit.said("was enabled");
        assertThat(status(key.key())).isEqualTo(200);
        assertThat(visit.complaints()).isEmpty();
    }

    @Test
    void aKeyThatCannotBeEnabledIsNotOfferedToBe() {
        String leaked = unique("Leaked");
        reportLeak(makeKey(leaked));
        String expired = unique("Expired");
        makeKey(expired);
        expire(expired);
        String late = unique("Late");
        server.admin().patch(makeKey(late).path(), "{\"status\":\"DISABLED\"}");
        visit.signIn("admin");

        visit.row(leaked).getByRole(AriaRole.SWITCH).click();
        visit.awaitDialog();
        assertThat(page.locator("#toggleForm .question")).containsText("“" + leaked + "”, can’t be enabled yet");
        assertThat(page.locator("#toggleForm")).containsText("It has leaked. Rotate it first");
        assertThat(page.locator("#toggleForm")).not().containsText("accepted again");
        assertThat(page.locator("#toggleForm button[type=submit]")).hasCount(0);
        visit.check("enable-leaked");
        page.locator("[data-hide=toggle]").click();
        visit.row(expired).getByRole(AriaRole.SWITCH).click();
        visit.awaitDialog();
        assertThat(page.locator("#toggleForm")).containsText("give it a later expiry date");
        assertThat(page.locator("#toggleForm button[type=submit]")).hasCount(0);
        page.locator("[data-hide=toggle]").click();

        visit.row(late).getByRole(AriaRole.SWITCH).click();
        visit.awaitDialog();
        assertThat(page.locator("#toggleForm")).containsText("is accepted again");
        expire(late);
        page.locator("[id='toggleForm:enable']").click();
        assertThat(page.locator("#toggleForm .problem")).containsText("Nothing was changed");
        assertThat(page.locator("#toggleForm")).containsText("give it a later expiry date");
        assertThat(page.locator("#toggleForm button[type=submit]")).hasCount(0);
        page.locator("[data-hide=toggle]").click();

        String leakedMeanwhile = unique("Leaked meanwhile");
        TestKey found = makeKey(leakedMeanwhile);
        server.admin().patch(found.path(), "{\"status\":\"DISABLED\"}");
        page.reload();
        visit.row(leakedMeanwhile).getByRole(AriaRole.SWITCH).click();
        visit.awaitDialog();
        reportLeak(found);
        page.locator("[id='toggleForm:enable']").click();
        assertThat(page.locator("#toggleForm .problem")).containsText("Nothing was changed");
        assertThat(page.locator("#toggleForm")).containsText("It has leaked. Rotate it first");
        assertThat(page.locator("#toggleForm button[type=submit]")).hasCount(0);
        assertThat(visit.complaints()).isEmpty();
    }

    private void expire(String description) {
        server.database()
                .execute(
                        "UPDATE api_key SET expires_at = ? WHERE description = ?",
                        SqlInstant.of(Instant.now().minusSeconds(1)),
                        description);
    }

    @Test
    void aKeyIsEdited() {
        String description = unique("Edited");
        TestKey key = makeKey(description);
        visit.signIn("admin");

        visit.edit(description);
        page.locator("[id='editForm:description']").fill(description + " again");
        page.locator("[id='editForm:right']").selectOption("MESSAGES");
        page.locator("[id='editForm:save']").click();
        visit.said("was changed");

        assertThat(visit.row(description + " again")).containsText("Access to messages");
        assertThat(server.with(key).post("/api/v1/event", "{}").status()).isEqualTo(403);
    }

    @Test
    void aKeysTermsAreDecidedOnThePage() {
        String description = unique("Terms");
        TestKey key = makeKey(description);
        visit.signIn("admin");

        visit.edit(description);
        page.locator("#editForm .terms > summary").click();
        page.locator("[id='editForm:expires']").fill("2126-03-01T09:30");
        page.locator("[id='editForm:addresses']").fill("192.0.2.0/24\n2001:db8::/32");
        page.locator("[id='editForm:rateLimit']").fill("100/PT1M");
        page.locator("[id='editForm:quota']").fill("5000");
        page.locator("[id='editForm:externalId']").fill("c-17");
        page.locator("[id='editForm:labels']").fill("team=crm\nregion=eu");
        visit.check("edit-terms");
        page.locator("[id='editForm:save']").click();
        visit.said("was changed");

        JsonNode stored = server.admin().get(key.path()).json();
        // 9:30 in Tokyo, where this browser is.
        assertThat(stored.get("expiresAt").stringValue()).isEqualTo("2126-03-01T00:30:00Z");
        assertThat(stored.get("allowedAddresses").size()).isEqualTo(2);
        assertThat(stored.get("externalId").stringValue()).isEqualTo("c-17");
        assertThat(stored.get("labels").get("region").stringValue()).isEqualTo("eu");
        assertThat(stored.get("rateLimit").stringValue()).isEqualTo("100/PT1M");
        assertThat(stored.get("quota").get("requests").longValue()).isEqualTo(5000);
        assertThat(stored.get("quota").get("period").stringValue()).isEqualTo("MONTH");
        assertThat(status(key.key())).isEqualTo(403);
        assertThat(visit.row(description).locator(".labels")).containsText("c-17");

        visit.edit(description);
        assertThat(page.locator("[id='editForm:expires']")).hasValue("2126-03-01T09:30");
        page.locator("[id='editForm:expires']").fill("");
        page.locator("[id='editForm:addresses']").fill("");
        page.locator("[id='editForm:labels']").fill("team=shop");
        page.locator("[id='editForm:quota']").fill("");
        page.locator("[id='editForm:rateLimit']").fill("");
        page.locator("[id='editForm:save']").click();
        assertThat(page.locator("#editDialog")).isHidden();
        stored = server.admin().get(key.path()).json();
        assertThat(stored.get("expiresAt").isNull()).isTrue();
        assertThat(stored.get("allowedAddresses").size()).isZero();
        assertThat(stored.get("labels").size()).isEqualTo(1);
        assertThat(stored.get("labels").get("team").stringValue()).isEqualTo("shop");
        assertThat(stored.get("quota").isNull()).isTrue();
        assertThat(status(key.key())).isEqualTo(200);
        assertThat(visit.complaints()).isEmpty();
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
    void aKeyIsMadeWithARightOfTheOrganisationsOwn() {
        String right = "right-" + UUID.randomUUID().toString().substring(0, 8);
        server.admin()
                .post(
                        "/manage/v1/custom-rights",
                        "{\"name\":\"" + right + "\",\"description\":\"Orders\",\"patterns\":[\"GET /orders/**\"]}");
        visit.signIn("admin");

        page.locator(".intro [data-call=latchkeyNew]").click();
        visit.awaitDialog();
        String description = unique("Orders");
        page.locator("[id='newKeyForm:description']").fill(description);
        page.locator("[id='newKeyForm:right']").selectOption("custom:" + right);
        assertThat(page.locator("#newKeyForm [data-right='custom:" + right + "']"))
                .containsText("Requests to your own services");
        page.locator("[id='newKeyForm:save']").click();
        String key = page.locator("#newKeyKey").inputValue();
        String example = page.locator("#newKeyExample").inputValue();
        page.onceDialog(Dialog::accept);
        page.locator("[data-hide=newKey]:visible").click();

        assertThat(example).startsWith("curl -i -u any:" + key + " " + server.base() + "/verify/organisation/");
        String path =
                URI.create(example.substring(example.lastIndexOf(' ') + 1)).getRawPath();
        assertThat(path).endsWith("/http/orders/any");
        assertThat(server.anonymous().as("any", key).get(path).status()).isEqualTo(200);
        assertThat(visit.row(description)).containsText(right);
        assertThat(status(key)).isEqualTo(403);
        visit.option(visit.rows(), "Delete").click();
        visit.awaitDialog();
        assertThat(page.locator("#deleteForm .now")).containsText(right);
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
    void aKeyIsDeletedAfterAYes() {
        String description = unique("Deleted");
        TestKey key = makeKey(description);
        visit.signIn("admin");

        visit.option(visit.row(description), "Delete").click();
        visit.awaitDialog();
        page.locator("#deleteForm [data-hide=delete]").click();
        assertThat(page.locator("#deleteDialog")).isHidden();
        page.reload();
        assertThat(status(key.key())).isEqualTo(200);
        visit.option(visit.row(description), "Delete").click();
        visit.awaitDialog();
        page.locator("[id='deleteForm:yes']").click();
        visit.said("was deleted");

        assertThat(visit.rows()).hasText("No keys match your search.");
        assertThat(status(key.key())).isEqualTo(401);
        assertThat(server.admin().get(key.path()).status()).isEqualTo(404);
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
    void aKeyIsRotatedAndBothSecretsAreGoodForAWhile() {
        String description = unique("Rotated");
        TestKey key = makeKey(description);
        visit.signIn("admin");

        visit.option(visit.row(description), "Rotate").click();
        visit.awaitDialog();
        assertThat(page.locator("#rotateForm")).containsText("The current one keeps working for a while longer");
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
        assertThat(row).containsText("Previous secret");
        assertThat(row).containsText("valid until");

        visit.option(row, "Rotate").click();
        visit.awaitDialog();
        page.locator("[id='rotateForm:overlap']").selectOption("PT0S");
        page.locator("[id='rotateForm:save']").click();
        String last = page.locator("#rotateKey").inputValue();
        assertThat(status(last)).isEqualTo(200);
        assertThat(status(rotated)).isEqualTo(401);
        assertThat(status(key.key())).isEqualTo(401);
        assertThat(visit.complaints()).isEmpty();
    }

    @Test
    void theRotationOfALeakedKeyOffersNoOverlapAndLeadsToEnablingIt() {
        String description = unique("Leaked");
        TestKey key = makeKey(description);
        reportLeak(key);
        visit.signIn("admin");

        visit.option(visit.row(description), "Rotate").click();
        visit.awaitDialog();
        assertThat(page.locator("#rotateForm")).containsText("All of its earlier secrets end at once.");
        assertThat(page.locator("#rotateForm")).not().containsText("keeps working");
        assertThat(page.locator("#rotateForm select")).hasCount(0);
        visit.check("rotate-leaked");
        String rotated = rotate();
        assertThat(page.locator("#rotateForm .not-yet")).containsText("then enable the key");
        assertThat(page.locator("#rotateExample")).hasCount(0);
        visit.check("rotated-leaked");
        assertThat(status(rotated)).isEqualTo(401);
        page.onceDialog(Dialog::accept);
        page.locator("[data-hide=rotate]:visible").click();

        // The leaked secret has ended with the first rotation.
        visit.option(visit.row(description), "Rotate").click();
        visit.awaitDialog();
        assertThat(page.locator("#rotateForm")).containsText("This key is disabled.");
        assertThat(page.locator("#rotateForm select")).isVisible();
        page.locator("#rotateForm [data-hide=rotate]").click();

        visit.row(description).getByRole(AriaRole.SWITCH).click();
        page.locator("[id='toggleForm:enable']").click();
        visit.said("was enabled");
        assertThat(status(rotated)).isEqualTo(200);
        assertThat(status(key.key())).isEqualTo(401);
        assertThat(visit.complaints()).isEmpty();
    }

    @Test
    void theRotationOfADisabledKeySaysThatNothingWorksUntilItIsEnabled() {
        String description = unique("Off");
        TestKey key = makeKey(description);
        server.admin().patch(key.path(), "{\"status\":\"DISABLED\"}");
        visit.signIn("admin");

        visit.option(visit.row(description), "Rotate").click();
        visit.awaitDialog();
        assertThat(page.locator("#rotateForm")).containsText("The new secret works only once the key is enabled");
        assertThat(page.locator("#rotateForm")).not().containsText("works immediately");
        String rotated = rotate();
        assertThat(page.locator("#rotateForm .not-yet")).containsText("then enable the key");
        assertThat(page.locator("#rotateExample")).hasCount(0);

        assertThat(status(rotated)).isEqualTo(401);
        server.admin().patch(key.path(), "{\"status\":\"ENABLED\"}");
        assertThat(status(rotated)).isEqualTo(200);
        assertThat(status(key.key())).isEqualTo(200);
    }

    @Test
    void theRotationOfAnExpiredKeyAsksForALaterDate() {
        String description = unique("Expired");
        makeKey(description);
        expire(description);
        visit.signIn("admin");

        visit.option(visit.row(description), "Rotate").click();
        visit.awaitDialog();
        assertThat(page.locator("#rotateForm")).containsText("only once the key has a later expiry date");
        rotate();
        assertThat(page.locator("#rotateForm .not-yet")).containsText("give the key a later expiry date");
        assertThat(page.locator("#rotateExample")).hasCount(0);
    }

    @Test
    void theRotationOfAKeyThatIsNotEnabledIsExplainedInUkrainianToo() {
        String leaked = unique("Leaked");
        reportLeak(makeKey(leaked));
        String disabled = unique("Off");
        server.admin().patch(makeKey(disabled).path(), "{\"status\":\"DISABLED\"}");
        open("uk", ColorScheme.DARK, 360);
        visit.signIn("admin");

        visit.option(visit.row(leaked), "Замінити").click();
        visit.awaitDialog();
        assertThat(page.locator("#rotateForm")).containsText("Усі попередні секрети припиняють діяти відразу.");
        assertThat(page.locator("#rotateForm select")).hasCount(0);
        visit.check("rotate-leaked-dark-360");
        page.locator("#rotateForm [data-hide=rotate]").click();
        visit.option(visit.row(disabled), "Замінити").click();
        visit.awaitDialog();
        assertThat(page.locator("#rotateForm")).containsText("Новий секрет діятиме лише після того, як ключ увімкнуть");
        rotate();
        assertThat(page.locator("#rotateForm .not-yet")).containsText("а тоді ввімкніть ключ");
        assertThat(page.locator("#rotateExample")).hasCount(0);
    }

    /** Presses the button, and returns the new secret that is shown. */
    private String rotate() {
        page.locator("[id='rotateForm:save']").click();
        String rotated = page.locator("#rotateKey").inputValue();
        assertThat(rotated).matches("lk_[0-9A-Za-z]{38}");
        return rotated;
    }

    private void reportLeak(TestKey key) {
        Answer reported = server.admin().post("/manage/v1/leaks", "{\"token\":\"" + key.key() + "\"}");
        assertThat(reported.status()).as(reported.body()).isEqualTo(200);
    }

    @Test
    void aRotationThatCameTooLateIsExplainedAndMakesNothing() {
        String description = unique("Late");
        TestKey key = makeKey(description);
        visit.signIn("admin");

        visit.option(visit.row(description), "Rotate").click();
        visit.awaitDialog();
        server.admin().patch(key.path(), "{\"accessRight\":\"MESSAGES\"}");
        page.locator("[id='rotateForm:save']").click();

        assertThat(page.locator("#rotateForm .problem")).containsText("Someone has changed this key");
        assertThat(page.locator("#rotateForm .now")).containsText("Access to messages");
        assertThat(server.admin().get(key.path()).json().get("secrets").size()).isEqualTo(1);
    }

    @Test
    void aRotationThatIsRefusedSaysWhatItWasAbout() {
        String description = unique("Often");
        TestKey key = makeKey(description);
        for (int secrets = 1; secrets < 10; secrets++) {
            server.admin().post(key.path() + "/rotation", "{}");
        }
        visit.signIn("admin");

        visit.option(visit.row(description), "Rotate").click();
        visit.awaitDialog();
        page.locator("[id='rotateForm:save']").click();
        assertThat(page.locator("#rotateForm .problem")).containsText("This key already has too many secrets");
        assertThat(page.locator("#rotateForm .question")).containsText(description);
        assertThat(page.locator("#rotateForm .now")).isVisible();
        visit.check("rotate-too-many");
        page.locator("[id='rotateForm:overlap']").selectOption("PT0S");
        assertThat(status(rotate())).isEqualTo(200);
        page.onceDialog(Dialog::accept);
        page.locator("[data-hide=rotate]:visible").click();

        visit.option(visit.row(description), "Rotate").click();
        visit.awaitDialog();
        server.admin().delete(key.path());
        page.locator("[id='rotateForm:save']").click();
        assertThat(page.locator("#rotateForm .problem")).containsText("someone has deleted it");
        assertThat(page.locator("[id='rotateForm:save']")).hasCount(0);
        assertThat(page.locator("#rotateForm select")).hasCount(0);
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
    void eachPageHasATitleOfItsOwn() {
        TestKey key = makeKey(unique("Titled"));
        visit.signIn("admin");

        assertThat(page).hasTitle("API keys · Settings · Latchkey");
        page.navigate(server.base() + "/settings/audit");
        assertThat(page).hasTitle("Audit log · Settings · Latchkey");
        page.navigate(server.base() + "/settings/activity?number=" + key.number());
        assertThat(page).hasTitle("Activity of key " + key.number() + " · Settings · Latchkey");
        page.navigate(server.base() + "/settings/activity?number=999999");
        assertThat(page).hasTitle("Something went wrong · Latchkey");
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
            List<String> asked = new ArrayList<>();
            page.onceDialog(question -> {
                asked.add(question.message());
                question.dismiss();
            });
            close.run();
            assertThat(asked).containsExactly("Discard your changes?");
            assertThat(page.locator("[id='editForm:right']")).hasValue("MESSAGES");
        }
        page.onceDialog(Dialog::accept);
        page.locator("[data-hide=edit]").click();
        assertThat(page.locator("#editDialog")).isHidden();
    }

    @Test
    void theBrowserAsksBeforeThePageTakesWithItWhatWasTypedOrIsShownOnce() {
        visit.signIn("admin");
        List<String> asked = new ArrayList<>();
        page.onDialog(question -> {
            asked.add(question.type());
            question.dismiss();
        });
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
        assertThat(asked).containsExactly("beforeunload", "beforeunload");
    }

    @Test
    void whomTheServerSendsElsewhereIsNotAskedWhetherToLeave() {
        visit.signIn("admin");
        List<String> asked = new ArrayList<>();
        page.onDialog(question -> {
            asked.add(question.type());
            question.dismiss();
        });
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
            List<String> asked = new ArrayList<>();
            page.onceDialog(question -> {
                asked.add(question.message());
                question.dismiss();
            });
            close.run();
            assertThat(asked).containsExactly("Close without copying it? It won’t be shown again.");
            assertThat(shown).hasValue(key);
        }

        page.locator("[data-copy=newKeyKey]").click();
        visit.said("Copied");
        page.keyboard().press("Escape");
        assertThat(page.locator("#newKeyDialog")).isHidden();
        assertThat(page.content()).doesNotContain(key);
    }

    @Test
    void aDoubleClickAsksOnce() {
        visit.signIn("admin");
        assertThat(visit.rows().first()).isVisible();
        visit.requests().clear();

        page.locator(".intro [data-call=latchkeyNew]").dblclick();
        visit.awaitDialog();

        assertThat(visit.requests())
                .filteredOn(url -> url.endsWith("/settings/api"))
                .hasSize(1);
        assertThat(page.locator("[aria-busy]")).hasCount(0);
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

    @Test
    void theExactTimeIsThereForTheKeyboardToo() {
        String description = unique("Timed");
        server.with(makeKey(description)).get("/api/v1/account/info");
        server.awaitUsesWritten();
        visit.signIn("admin");

        Locator ago = visit.row(description).locator("time[data-ago]");
        ago.focus();
        assertThat(page.locator("#tip")).isVisible();
        assertThat(page.locator("#tip")).hasText(ago.getAttribute("title"));
        assertThat(ago).hasAttribute("aria-describedby", "tip");
        page.keyboard().press("Escape");
        assertThat(page.locator("#tip")).isHidden();
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
    void everybodyIsToldWhatKeysOpenHowToKeepThemAndWhenTheyAreDisabled() {
        String viewer = unique("viewer");
        server.addUser(viewer, "VIEWER");
        visit.signIn(viewer);

        assertThat(page.locator(".intro"))
                .containsText("Keys give access to all the data of your account: keep them secret.");
        assertThat(page.locator(".intro .unused"))
                .hasText("A key is disabled automatically when it hasn’t been used for 90 days.");
        assertThat(page.locator(".intro .unused")).isInViewport();
        assertThat(page.locator(".advice li")).containsText(new String[] {
            "Treat keys like passwords; use one key for each application",
            "Don’t show keys in pictures or videos, and don’t send them by e-mail.",
            "Check your account for suspicious activity",
            "If a key is misused, don’t wait: disable it and create a new one."
        });

        open("uk", ColorScheme.LIGHT, 1280);
        visit.signIn(viewer);
        assertThat(page.locator(".intro"))
                .containsText("Ключі дають доступ до всіх даних вашого облікового запису: тримайте їх у таємниці.");
        assertThat(page.locator(".intro .unused"))
                .hasText("Ключ вимикається автоматично, якщо ним не користувалися 90 днів.");
        assertThat(page.locator(".advice li")).containsText(new String[] {
            "Зберігайте ключі як паролі; окремий ключ для кожного застосунку",
            "Не показуйте ключ на знімках і відео та не надсилайте його поштою.",
            "перевіряйте, чи немає у вашому обліковому записі підозрілої активності",
            "Не зволікайте, якщо ключем зловживають: вимкніть його та створіть новий."
        });
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
