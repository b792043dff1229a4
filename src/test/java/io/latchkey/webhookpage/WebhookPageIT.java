package io.latchkey.webhookpage;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Dialog;
import com.microsoft.playwright.Locator;
import io.latchkey.page.InBrowser;
import io.latchkey.right.AccessRight;
import io.latchkey.testing.Answer;
import io.latchkey.testing.Caller;
import io.latchkey.testing.LatchkeyServer;
import io.latchkey.testing.OnOneDatabase;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The webhook of an organisation in a real browser. */
@OnOneDatabase
class WebhookPageIT extends InBrowser {

    private static final String WEBHOOK = "/manage/v1/webhook";

    WebhookPageIT(LatchkeyServer server) {
        super(server);
    }

    @Test
    void theAddressIsSetChangedAndRemovedAndItsSecretShownOnce() {
        String owner = unique("owner");
        server.addOrganisation(owner);
        Caller user = server.anonymous().as(owner, LatchkeyServer.ADMIN_PASSWORD);
        visit.signIn(owner);
        page.locator("nav a[href$=webhook]").click();
        assertThat(page.locator("#list .none")).containsText("No address is set");

        page.locator("[data-call=latchkeySetWebhook]").click();
        visit.awaitDialog();
        page.locator("[id='setWebhookForm:url']").fill("https://10.0.0.1/hook");
        page.locator("[id='setWebhookForm:save']").click();
        assertThat(page.locator("[id='setWebhookForm:urlWrong']")).containsText("not in a private network");
        assertThat(user.get(WEBHOOK).status()).isEqualTo(404);
        page.locator("[id='setWebhookForm:url']").fill("https://93.184.216.34/hook");
        page.locator("[id='setWebhookForm:save']").click();
        String secret = page.locator("#webhookSecret").inputValue();
        assertThat(secret).startsWith("whsec_").hasSize(50);
        page.locator("[data-copy=webhookSecret]").click();
        visit.said("Copied");
        assertThat(visit.clipboard()).isEqualTo(secret);
        page.locator("[data-hide=setWebhook]:visible").click();
        assertThat(page.content()).doesNotContain(secret);
        assertThat(page.locator("#list .now")).containsText("https://93.184.216.34/hook");
        assertThat(user.get(WEBHOOK).json().get("url").stringValue()).isEqualTo("https://93.184.216.34/hook");

        page.locator("[data-call=latchkeySetWebhook]").click();
        visit.awaitDialog();
        assertThat(page.locator("[id='setWebhookForm:url']")).hasValue("https://93.184.216.34/hook");
        page.locator("[id='setWebhookForm:save']").click();
        assertThat(page.locator("#webhookSecret")).not().hasValue(secret);
        page.locator("#webhookSecret").press("Enter");
        page.onceDialog(Dialog::dismiss);
        page.locator("[data-hide=setWebhook]:visible").click();
        assertThat(page.locator("#webhookSecret")).isVisible();
        page.onceDialog(Dialog::accept);
        page.locator("[data-hide=setWebhook]:visible").click();

        page.locator("[data-call=latchkeyRemoveWebhook]").click();
        page.locator("[id='removeWebhookForm:yes']").click();
        visit.said("The webhook was removed");
        assertThat(user.get(WEBHOOK).status()).isEqualTo(404);
        assertThat(page.locator("#list .none")).containsText("No address is set");
        assertThat(visit.complaints()).isEmpty();
    }

    @Test
    void aWebhookThatSomebodyElseHasSetMeanwhileIsNeitherRemovedNorReplacedUnseen() {
        String owner = unique("owner");
        server.addOrganisation(owner);
        Caller user = server.anonymous().as(owner, LatchkeyServer.ADMIN_PASSWORD);
        set(user, "/first");
        visit.signIn(owner);
        page.navigate("/settings/webhook");

        page.locator("[data-call=latchkeyRemoveWebhook]").click();
        visit.awaitDialog();
        set(user, "/theirs");
        page.locator("[id='removeWebhookForm:yes']").click();
        assertThat(page.locator("#removeWebhookForm .problem")).containsText("Someone has changed the webhook");
        assertThat(page.locator("#removeWebhookForm")).containsText("https://93.184.216.34/theirs");
        assertThat(user.get(WEBHOOK).status()).isEqualTo(200);
        visit.check("remove-webhook-changed");
        page.locator("[data-hide=removeWebhook]").click();

        page.locator("[data-call=latchkeySetWebhook]").click();
        visit.awaitDialog();
        set(user, "/theirs-again");
        page.locator("[id='setWebhookForm:save']").click();
        assertThat(page.locator("#setWebhookForm .problem")).containsText("Someone has changed the webhook");
        assertThat(page.locator("#setWebhookForm .now")).containsText("https://93.184.216.34/theirs-again");
        // Not edited, so that a new secret alone does not restore the former address.
        assertThat(page.locator("[id='setWebhookForm:url']")).hasValue("https://93.184.216.34/theirs-again");
        page.locator("[id='setWebhookForm:url']").fill("https://93.184.216.34/mine");
        user.delete(WEBHOOK);
        page.locator("[id='setWebhookForm:save']").click();
        assertThat(page.locator("#setWebhookForm .now")).containsText("—");
        assertThat(page.locator("[id='setWebhookForm:url']")).hasValue("https://93.184.216.34/mine");
        assertThat(user.get(WEBHOOK).status()).isEqualTo(404);
        page.locator("[id='setWebhookForm:save']").click();
        assertThat(page.locator("#webhookSecret")).isVisible();
        page.onceDialog(Dialog::accept);
        page.locator("[data-hide=setWebhook]:visible").click();

        page.locator("[data-call=latchkeyRemoveWebhook]").click();
        visit.awaitDialog();
        set(user, "/last");
        page.locator("[id='removeWebhookForm:yes']").click();
        assertThat(page.locator("#removeWebhookForm")).containsText("https://93.184.216.34/last");
        page.locator("[id='removeWebhookForm:yes']").click();
        visit.said("The webhook was removed");
        assertThat(user.get(WEBHOOK).status()).isEqualTo(404);
        assertThat(visit.complaints()).isEmpty();
    }

    private static void set(Caller user, String path) {
        assertThat(user.put(WEBHOOK, "{\"url\":\"https://93.184.216.34" + path + "\"}")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void whatHasBecomeOfNoticesIsShown() {
        String owner = unique("owner");
        long organisation = server.addOrganisation(owner);
        Caller user = server.anonymous().as(owner, LatchkeyServer.ADMIN_PASSWORD);
        long number = server.makeKey(user, AccessRight.EVENTS).number();
        for (int i = 1; i <= 21; i++) {
            server.database()
                    .execute(
                            "INSERT INTO notice_delivery (id, organisation_id, key_id, cause, deadline, channel, recipient,"
                                    + " subject, content, status, attempts, queued_at, due_at, finished_at, detail)"
                                    + " SELECT ?, organisation_id, id, 'INACTIVITY', idle_since, 'WEBHOOK', '', '', '', ?, ?,"
                                    + " idle_since, NULL, idle_since, ? FROM api_key WHERE organisation_id = ?",
                            UUID.randomUUID().toString(),
                            i == 21 ? "FAILED" : "SENT",
                            i == 21 ? 30 : 1,
                            i == 21 ? "The webhook answered 500." : "",
                            organisation);
        }
        visit.signIn(owner);
        page.locator("nav a[href$=webhook]").click();

        Locator rows = page.locator("section[aria-labelledby=notices] tbody tr");
        assertThat(rows).hasCount(20);
        assertThat(rows.first()).containsText("Failed");
        assertThat(rows.first()).containsText("30 attempts");
        assertThat(rows.first()).containsText("The webhook answered 500.");
        assertThat(rows.first()).containsText("Key " + number);
        visit.check("webhook");
        page.locator(".older a").click();
        assertThat(rows).hasCount(1);
        assertThat(visit.complaints()).isEmpty();

        Answer first = user.get("/manage/v1/notices?limit=20");
        assertThat(first.json().get("notices").get(0).get("status").stringValue())
                .isEqualTo("FAILED");
        assertThat(first.json().get("notices").get(0).get("keyNumber").longValue())
                .isEqualTo(number);
        assertThat(user.get(first.json().get("next").stringValue().replaceFirst("^[a-z]+://[^/]+", ""))
                        .json()
                        .get("notices")
                        .size())
                .isEqualTo(1);
        assertThat(server.admin().get("/manage/v1/notices").body()).doesNotContain("webhook answered 500");
        assertThat(user.get("/manage/v1/notices?limit=0").invalidFields()).containsExactly("limit");
    }

    @Test
    void isForOwnersAlone() {
        Caller manager = server.addUser(unique("manager"), "MANAGER");

        assertThat(manager.get("/settings/webhook").status()).isEqualTo(403);
        assertThat(manager.get("/manage/v1/notices").status()).isEqualTo(403);
        assertThat(manager.get("/settings/api").body()).doesNotContain("/settings/webhook");
    }
}
