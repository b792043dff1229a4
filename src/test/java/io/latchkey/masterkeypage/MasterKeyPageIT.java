package io.latchkey.masterkeypage;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.page.InBrowser;
import io.latchkey.testing.LatchkeyServer;
import io.latchkey.testing.OnOneDatabase;
import io.latchkey.testing.TestKey;
import org.junit.jupiter.api.Test;

/** The page of the master key in a real browser; what a rotation does to the keys, MasterKeyIT tests. */
@OnOneDatabase
class MasterKeyPageIT extends InBrowser {

    private static final String UPDATE = "UPDATE api_key_secret SET master_key_version = ? WHERE key_id ="
            + " (SELECT id FROM api_key WHERE number = ? AND organisation_id ="
            + " (SELECT organisation_id FROM account_user WHERE name = 'admin'))";

    MasterKeyPageIT(LatchkeyServer server) {
        super(server);
    }

    @Test
    void showsTheVersionsAndRotatesWhatTheServerHas() {
        TestKey key = makeKey(unique("Sealed"));
        visit.signIn("admin");
        page.locator("nav a[href$=master-key]").click();
        assertThat(page.locator("main")).containsText("Everything is encrypted with version 1");
        assertThat(page.locator("[id='rotation:rotate']")).hasCount(0);

        server.database().execute(UPDATE, 9, key.number());
        try {
            page.reload();
            assertThat(page.locator(".uses tbody tr")).hasCount(2);
            assertThat(page.locator(".uses tbody tr").first()).containsText("this server doesn’t have it");
            visit.check("master-key-left");
            page.locator("[id='rotation:rotate']").click();
            visit.said("The rest is encrypted with a version that this server doesn’t have");
            assertThat(server.admin()
                            .get("/manage/v1/audit?action=MASTER_KEY_ROTATED")
                            .body())
                    .contains("\"after\":{\"version\":1,\"left\":1}");
        } finally {
            server.database().execute(UPDATE, 1, key.number());
        }
        page.locator("[id='rotation:rotate']").click();
        visit.said("Everything is encrypted with version 1");
        assertThat(visit.complaints()).isEmpty();
    }

    @Test
    void isForTheOwnersOfTheFirstOrganisationAlone() {
        assertThat(server.ownerOfOther().get("/settings/master-key").status()).isEqualTo(403);
        assertThat(server.addUser(unique("manager"), "MANAGER")
                        .get("/settings/master-key")
                        .status())
                .isEqualTo(403);
        assertThat(server.ownerOfOther().get("/settings/users").body()).doesNotContain("/settings/master-key");
    }
}
