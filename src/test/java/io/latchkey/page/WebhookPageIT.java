package io.latchkey.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.testing.Caller;
import io.latchkey.testing.LatchkeyServer;
import io.latchkey.testing.OnOneDatabase;
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
        assertThat(page.locator(".none")).containsText("No address is set");

        page.locator("[data-call=latchkeySetWebhook]").click();
        visit.awaitDialog();
        page.locator("[id='setWebhookForm:url']").fill("https://10.0.0.1/hook");
        page.locator("[id='setWebhookForm:save']").click();
        assertThat(page.locator("[id='setWebhookForm:urlWrong']")).containsText("not one of a private network");
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
        page.locator("[data-hide=setWebhook]:visible").click();

        page.locator("[data-call=latchkeyRemoveWebhook]").click();
        page.locator("[id='removeWebhookForm:yes']").click();
        visit.said("The webhook is removed");
        assertThat(user.get(WEBHOOK).status()).isEqualTo(404);
        assertThat(page.locator(".none")).containsText("No address is set");
        assertThat(visit.complaints()).isEmpty();
    }

    @Test
    void isForOwnersAlone() {
        Caller manager = server.addUser(unique("manager"), "MANAGER");

        assertThat(manager.get("/settings/webhook").status()).isEqualTo(403);
        assertThat(manager.get("/settings/api").body()).doesNotContain("/settings/webhook");
    }
}
