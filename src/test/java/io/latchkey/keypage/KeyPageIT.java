package io.latchkey.keypage;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Dialog;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import io.latchkey.page.InBrowser;
import io.latchkey.right.AccessRight;
import io.latchkey.testing.Answer;
import io.latchkey.testing.LatchkeyServer;
import io.latchkey.testing.OnOneDatabase;
import io.latchkey.testing.TestKey;
import java.net.URI;
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
        assertThat(page.locator("#newKeyForm [data-right=EVENTS]")).isHidden();
        Locator opened = page.locator("#newKeyForm [data-right=MESSAGES]");
        assertThat(opened).containsText("A right applies to all versions of a method");
        opened.locator("summary").click();
        assertThat(opened).containsText("POST /api/v1/message/email");
        // It only answers 501.
        assertThat(opened).not().containsText("telegram");
        page.locator("[id='newKeyForm:save']").click();
        String key = page.locator("#newKeyKey").inputValue();
        page.locator("[data-copy=newKeyKey]").click();
        visit.said("Copied");

        assertThat(key).matches("lk_[0-9A-Za-z]{38}");
        assertThat(visit.clipboard()).isEqualTo(key);
        assertThat(page.locator("#newKeyExample").inputValue())
                .isEqualTo("curl -u any " + server.base() + "/api/v1/account/info");
        assertThat(status(key)).isEqualTo(200);
        page.locator("[data-hide=newKey]:visible").click();
        assertThat(page.content()).doesNotContain(key);
        Locator row = visit.row(description);
        assertThat(row).containsText("lk_…" + key.substring(37));
        assertThat(row.locator(".no"))
                .hasText(server.database().value("SELECT number FROM api_key WHERE description = ?", description));
        assertThat(row).containsText("Access to messages");
        assertThat(row).containsText("admin");
        assertThat(row.locator(".left")).hasText("90 days");
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
        assertThat(page.locator("[id='toggleForm:disable']")).hasText("Yes");
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

    @Test
    void theRightsAreCalledWhatTheyAreCalledEverywhere() {
        makeKey(unique("Rights"));
        visit.signIn("admin");

        page.locator(".intro [data-call=latchkeyNew]").click();
        visit.awaitDialog();

        assertThat(page.locator("[id='newKeyForm:right'] option:not([value='']):not([value^='custom:'])"))
                .hasText(new String[] {
                    "Full access to API",
                    "Access to events",
                    "Access to events and contacts",
                    "Access to events and contacts (adding/updating)",
                    "Access to messages"
                });
        for (AccessRight right : AccessRight.builtIn()) {
            assertThat(page.locator("[id='newKeyForm:right'] option[value=" + right + "]"))
                    .hasText(right.label());
        }
    }

    @Test
    void aKeyIsEdited() {
        String description = unique("Edited");
        TestKey key = makeKey(description);
        visit.signIn("admin");

        visit.edit(description);
        page.locator("[id='editForm:description']").fill(description + " again");
        page.locator("[id='editForm:right']").selectOption("MESSAGES");
        assertThat(page.locator("[id='editForm:save']")).hasText("Save");
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

        assertThat(example).startsWith("curl -i -u any " + server.base() + "/verify/organisation/");
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
        assertThat(page.locator("[id='deleteForm:yes']")).hasText("Yes");
        page.locator("[id='deleteForm:yes']").click();
        visit.said("was deleted");

        assertThat(visit.rows()).hasText("No keys match your search.");
        assertThat(status(key.key())).isEqualTo(401);
        assertThat(server.admin().get(key.path()).status()).isEqualTo(404);
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
            "Don’t show keys in pictures or videos, and don’t send them by e-mail."
                    + " Remove them from screenshots completely: blurring them isn’t enough.",
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
}
