package io.latchkey.masterkeypage;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Route;
import io.latchkey.page.InBrowser;
import io.latchkey.testing.LatchkeyServer;
import io.latchkey.testing.OnOneDatabase;
import io.latchkey.testing.TestKey;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The page of the master key in a real browser; what a rotation does to the keys, MasterKeyIT tests. */
@OnOneDatabase
class MasterKeyPageIT extends InBrowser {

    private static final String UPDATE = "UPDATE api_key_secret SET master_key_version = ? WHERE key_id = ?";

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

        server.database().execute(UPDATE, 9, server.keyId(key));
        try {
            page.reload();
            assertThat(page.locator(".uses tbody tr")).hasCount(2);
            assertThat(page.locator(".uses tbody tr").first()).containsText("this server doesn’t have it");
            visit.check("master-key-left");
            page.locator("[id='rotation:rotate']").click();
            assertThat(page.locator("#rotation .problem"))
                    .containsText("The rest is encrypted with a version that this server doesn’t have");
            assertThat(page.locator("#rotation")).containsText("Still encrypted with previous versions: 1.");
            assertThat(page.locator("[data-going=true]:visible")).hasCount(0);
            visit.check("master-key-stuck");
            assertThat(server.admin()
                            .get("/manage/v1/audit?action=MASTER_KEY_ROTATED")
                            .body())
                    .contains("\"after\":{\"version\":1,\"left\":1}");
        } finally {
            server.database().execute(UPDATE, 1, server.keyId(key));
        }
        page.locator("[id='rotation:rotate']").click();
        visit.said("Everything is encrypted with version 1");
        assertThat(visit.complaints()).isEmpty();
    }

    @Test
    void goesOnByItselfUntilItIsStoppedOrAnAnswerIsLost() {
        TestKey key = makeKey(unique("Sealed"));
        server.database().execute(UPDATE, 9, server.keyId(key));
        try {
            visit.signIn("admin");
            page.navigate("/settings/master-key");
            Locator running = page.locator("[data-going=true]:visible");
            Locator rotate = page.locator("[id='rotation:rotate']");
            assertThat(running).hasCount(0);
            List<Route> parts = new ArrayList<>();
            page.route("**/settings/master-key", parts::add);

            rotate.click();
            answer(parts, 1);
            assertThat(page.locator("#rotation")).containsText("This continues automatically while the page is open.");
            assertThat(running).hasCount(2);
            assertThat(rotate).isHidden();
            Locator stop = page.locator("[data-stop]");
            assertThat(stop).isFocused();
            visit.check("master-key-running");
            stop.click();
            answer(parts, 2);
            assertThat(running).hasCount(0);
            assertThat(rotate).isVisible();

            rotate.click();
            answer(parts, 3);
            assertThat(running).hasCount(2);
            page.waitForCondition(() -> parts.size() == 4);
            parts.get(3).abort();
            visit.said("The server didn’t respond");
            assertThat(running).hasCount(0);
            assertThat(rotate).isVisible();
            assertThat(parts).hasSize(4);
        } finally {
            server.database().execute(UPDATE, 1, server.keyId(key));
        }
    }

    /** Answers a request that there is more to do, without having done anything. */
    private void answer(List<Route> requests, int number) {
        page.waitForCondition(() -> requests.size() == number);
        requests.get(number - 1)
                .fulfill(new Route.FulfillOptions()
                        .setContentType("text/xml")
                        .setBody(
                                "<partial-response><changes><extension ln=\"primefaces\" type=\"args\">{\"again\":true}"
                                        + "</extension></changes></partial-response>"));
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
