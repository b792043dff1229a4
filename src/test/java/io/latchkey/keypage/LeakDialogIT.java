package io.latchkey.keypage;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.page.InBrowser;
import io.latchkey.testing.LatchkeyServer;
import io.latchkey.testing.OnOneDatabase;
import io.latchkey.testing.TestKey;
import org.junit.jupiter.api.Test;

/** The report of a leaked key in a real browser. */
@OnOneDatabase
class LeakDialogIT extends InBrowser {

    LeakDialogIT(LatchkeyServer server) {
        super(server);
    }

    @Test
    void aLeakedKeyIsDisabledAndItsTokenDoesNotStay() {
        String description = unique("Leaked");
        TestKey key = makeKey(description);
        visit.signIn("admin");

        page.locator("[data-call=latchkeyLeak]").click();
        visit.awaitDialog();
        page.locator("[id='leakForm:token']").fill("lk_nobody");
        page.locator("[id='leakForm:report']").click();
        assertThat(page.locator("[id='leakForm:tokenWrong']")).containsText("has no such key");
        assertThat(page.locator("[id='leakForm:token']")).hasValue("");
        page.locator("[id='leakForm:token']").fill(" " + key.key() + " ");
        page.locator("[id='leakForm:url']").fill("https://example.com/?k=" + key.key());
        visit.check("leak");
        page.locator("[id='leakForm:report']").click();
        assertThat(page.locator("#leakForm .made")).containsText("Key " + key.number() + " is disabled");
        assertThat(page.content()).doesNotContain(key.key());
        page.locator("[data-hide=leak]:visible").click();

        assertThat(visit.row(description)).containsText("leaked");
        assertThat(status(key.key())).isEqualTo(401);
        assertThat(server.admin()
                        .get("/manage/v1/audit?action=KEY_LEAKED&key=" + key.number())
                        .body())
                .contains("https://example.com/?k=lk_…");
        assertThat(visit.complaints()).isEmpty();
    }
}
