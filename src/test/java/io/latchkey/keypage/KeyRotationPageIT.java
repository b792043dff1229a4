package io.latchkey.keypage;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Dialog;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import io.latchkey.page.InBrowser;
import io.latchkey.testing.LatchkeyServer;
import io.latchkey.testing.OnOneDatabase;
import io.latchkey.testing.TestKey;
import org.junit.jupiter.api.Test;

/**
 * Rotating keys on their page, in a real browser: which secrets are good afterwards, and what the dialog says of a key
 * that is not enabled.
 */
@OnOneDatabase
class KeyRotationPageIT extends InBrowser {

    KeyRotationPageIT(LatchkeyServer server) {
        super(server);
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
}
