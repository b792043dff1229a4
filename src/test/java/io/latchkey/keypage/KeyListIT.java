package io.latchkey.keypage;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Dialog;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.SelectOption;
import io.latchkey.page.InBrowser;
import io.latchkey.testing.DatabaseKind;
import io.latchkey.testing.LatchkeyServer;
import io.latchkey.testing.OnOneDatabase;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The list of an organisation's keys in a real browser. */
@OnOneDatabase(DatabaseKind.POSTGRESQL)
class KeyListIT extends InBrowser {

    private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    private String owner;
    private long organisation;

    KeyListIT(LatchkeyServer server) {
        super(server);
    }

    private void newOrganisation() {
        owner = unique("owner");
        organisation = server.addOrganisation(owner);
    }

    /** A key of the organisation; nothing has its secret. */
    private void add(int number, String description, String right, Duration idle) {
        Timestamp idleSince = Timestamp.from(now.minus(idle));
        server.database()
                .execute(
                        "INSERT INTO api_key (id, organisation_id, number, description, access_right, status, created_by,"
                                + " created_at, idle_since, last_used_at, version)"
                                + " SELECT ?, ?, ?, ?, ?, 'ENABLED', id, ?, ?, ?, 1 FROM account_user WHERE name = ?",
                        organisation * 1000 + number,
                        organisation,
                        number,
                        description,
                        right,
                        idleSince,
                        idleSince,
                        idleSince,
                        owner);
    }

    /** Sorts, and waits until it is done. */
    private void sort(String column, String direction) {
        Locator head = page.locator("th").filter(new Locator.FilterOptions().setHasText(column));
        head.click();
        assertThat(head).hasAttribute("aria-sort", direction);
    }

    private Locator descriptions() {
        return visit.rows().locator("td.description .value");
    }

    @Test
    void aNewOrganisationIsLedToItsFirstKey() {
        newOrganisation();
        visit.signIn(owner);

        assertThat(page.locator(".empty")).containsText("No keys yet");
        visit.check("empty");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Create the first key"))
                .click();
        visit.awaitDialog();
        page.locator("[id='newKeyForm:description']").fill("First");
        page.locator("[id='newKeyForm:save']").click();
        String key = page.locator("#newKeyKey").inputValue();

        assertThat(status(key)).isEqualTo(200);
        page.onceDialog(Dialog::accept);
        page.locator("[data-hide=newKey]:visible").click();
        assertThat(visit.rows()).hasCount(1);
        assertThat(page.locator(".empty")).hasCount(0);
    }

    @Test
    void isSortedByEachColumnInBothDirections() {
        newOrganisation();
        add(1, "Bravo", "MESSAGES", Duration.ofDays(3));
        add(2, "alpha", "FULL", Duration.ofDays(80));
        add(3, "Charlie", "EVENTS", Duration.ofDays(1));
        visit.signIn(owner);

        assertThat(descriptions()).hasText(new String[] {"Charlie", "alpha", "Bravo"});
        sort("Description", "ascending");
        assertThat(descriptions()).hasText(new String[] {"alpha", "Bravo", "Charlie"});
        sort("Description", "descending");
        assertThat(descriptions()).hasText(new String[] {"Charlie", "Bravo", "alpha"});
        sort("Last used", "ascending");
        assertThat(descriptions()).hasText(new String[] {"alpha", "Bravo", "Charlie"});
        sort("Days left", "ascending");
        assertThat(descriptions()).hasText(new String[] {"alpha", "Bravo", "Charlie"});
        sort("Days left", "descending");
        assertThat(descriptions()).hasText(new String[] {"Charlie", "Bravo", "alpha"});
        sort("Access right", "ascending");
        assertThat(descriptions()).hasText(new String[] {"Charlie", "alpha", "Bravo"});
        sort("Created", "ascending");
        assertThat(descriptions()).hasText(new String[] {"Bravo", "alpha", "Charlie"});
        sort("Key", "ascending");
        assertThat(descriptions()).hasText(new String[] {"Bravo", "alpha", "Charlie"});
        assertThat(visit.complaints()).isEmpty();
    }

    @Test
    void isSortedByWhatEndsAKeyFirst() {
        newOrganisation();
        add(1, "Idle", "EVENTS", Duration.ofDays(60));
        add(2, "Fresh", "EVENTS", Duration.ofDays(1));
        add(3, "Dated", "EVENTS", Duration.ofDays(2));
        add(4, "Off", "EVENTS", Duration.ofDays(80));
        server.database()
                .execute(
                        "UPDATE api_key SET expires_at = ? WHERE organisation_id = ? AND number = 3",
                        Timestamp.from(now.plus(Duration.ofDays(5))),
                        organisation);
        server.database()
                .execute(
                        "UPDATE api_key SET status = 'DISABLED', disabled_by = 'USER'"
                                + " WHERE organisation_id = ? AND number = 4",
                        organisation);
        visit.signIn(owner);

        sort("Days left", "ascending");
        assertThat(descriptions()).hasText(new String[] {"Dated", "Idle", "Fresh", "Off"});
        sort("Days left", "descending");
        assertThat(descriptions()).hasText(new String[] {"Fresh", "Idle", "Dated", "Off"});
    }

    @Test
    void isNarrowedDownByTextRightAndStatus() {
        newOrganisation();
        add(1, "Shop 100%", "MESSAGES", Duration.ofDays(3));
        add(2, "Shop 1000", "FULL", Duration.ofDays(91));
        add(3, "CRM", "FULL", Duration.ofDays(1));
        visit.signIn(owner);

        page.locator("[id='list:text']").fill("shop");
        assertThat(descriptions()).hasText(new String[] {"Shop 1000", "Shop 100%"});
        assertThat(page.locator("#heard")).hasText("Keys found: 2");
        page.locator("[id='list:text']").fill("100%");
        assertThat(descriptions()).hasText(new String[] {"Shop 100%"});
        page.locator("[id='list:text']").fill("");
        page.locator("[id='list:right']").selectOption("FULL");
        assertThat(descriptions()).hasText(new String[] {"CRM", "Shop 1000"});
        page.locator("[id='list:status']").selectOption("DISABLED");
        assertThat(descriptions()).hasText(new String[] {"Shop 1000"});
        assertThat(visit.rows()).containsText("Disabled: not used");
        page.locator("[id='list:right']").selectOption("EVENTS");
        assertThat(visit.rows()).hasText("No keys match your search.");
        assertThat(page.locator("#heard")).hasText("No keys match your search.");
    }

    @Test
    void enterInTheSearchDoesNotDrawThePageAnew() {
        newOrganisation();
        add(1, "Shop", "EVENTS", Duration.ofDays(1));
        add(2, "CRM", "EVENTS", Duration.ofDays(1));
        visit.signIn(owner);
        page.evaluate("window.same = true");

        page.locator("[id='list:text']").fill("shop");
        page.keyboard().press("Enter");

        assertThat(descriptions()).hasText(new String[] {"Shop"});
        assertThat(page.evaluate("window.same")).isEqualTo(true);
    }

    @Test
    void isShownPageByPage() {
        signInWithKeys(60);

        assertThat(visit.rows()).hasCount(25);
        assertThat(descriptions().first()).hasText("Key 60");
        assertThat(page.locator(".ui-paginator-current")).hasText("1–25 of 60");
        page.locator(".ui-paginator-next").click();
        assertThat(descriptions().first()).hasText("Key 35");
        page.locator(".ui-paginator-next").click();
        assertThat(visit.rows()).hasCount(10);
        page.locator("[id='list:text']").fill("Key 1");
        assertThat(page.locator(".ui-paginator-current")).hasCount(0);
        assertThat(visit.rows()).hasCount(11);
        page.locator("[id='list:text']").fill("");
        page.locator(".ui-paginator-rpp-options").selectOption("100");
        assertThat(visit.rows()).hasCount(60);
    }

    @Test
    void goesOnFromWhereAPageEndedWhateverIsMadeAndDeletedMeanwhile() {
        signInWithKeys(60);

        page.locator(".ui-paginator-next").click();
        assertThat(descriptions().first()).hasText("Key 35");
        add(61, "Key 61", "EVENTS", Duration.ofDays(1));
        page.locator(".ui-paginator-next").click();
        assertThat(descriptions().first()).hasText("Key 10");
        assertThat(visit.rows()).hasCount(10);
        assertThat(page.locator(".ui-paginator-current")).hasText("51–60 of 60");
        delete(36);
        delete(20);
        page.locator(".ui-paginator-prev").click();
        assertThat(descriptions().first()).hasText("Key 35");
        assertThat(descriptions().last()).hasText("Key 10");
        page.locator(".ui-paginator-next").click();
        assertThat(descriptions().first()).hasText("Key 9");
        assertThat(visit.rows()).hasCount(9);
        page.locator(".ui-paginator-prev").click();
        assertThat(descriptions().first()).hasText("Key 35");
        page.locator(".ui-paginator-prev").click();
        assertThat(descriptions().first()).hasText("Key 61");
        sort("Last used", "ascending");
        assertThat(descriptions().first()).hasText("Key 1");
        page.locator(".ui-paginator-next").click();
        assertThat(descriptions().first()).hasText("Key 27");
        assertThat(visit.complaints()).isEmpty();
    }

    /** Of an organisation of its own: Key 1, Key 2 and so on. */
    private void signInWithKeys(int count) {
        newOrganisation();
        for (int number = 1; number <= count; number++) {
            add(number, "Key " + number, "EVENTS", Duration.ofDays(1));
        }
        visit.signIn(owner);
    }

    private void delete(int number) {
        server.database().execute("DELETE FROM api_key WHERE id = ?", organisation * 1000 + number);
    }

    @Test
    void isAsItWasAfterSomethingElseWasLookedAt() {
        signInWithKeys(60);
        add(61, "Key of messages", "MESSAGES", Duration.ofDays(1));
        page.locator("[id='list:text']").fill("key");
        // The list as of this text: it comes a moment later, and would begin at the first page again.
        assertThat(page.locator(".ui-paginator-current")).hasText("1–25 of 61");
        page.locator("[id='list:right']").selectOption("EVENTS");
        assertThat(page.locator(".ui-paginator-current")).hasText("1–25 of 60");
        sort("Key", "ascending");
        page.locator(".ui-paginator-next").click();
        assertThat(descriptions().first()).hasText("Key 26");

        visit.option(visit.rows().first(), "Activity").click();
        assertThat(page.locator("h2")).containsText("Key 26");
        assertThat(page.url()).doesNotContain("text").doesNotContain("EVENTS");
        page.locator(".intro a").click();
        assertThat(descriptions().first()).hasText("Key 26");
        assertThat(visit.rows()).hasCount(25);
        assertThat(page.locator("[id='list:text']")).hasValue("key");
        assertThat(page.locator("[id='list:right']")).hasValue("EVENTS");
        assertThat(page.locator(".ui-paginator-current")).hasText("26–50 of 60");
        assertThat(page.locator("th[aria-sort=ascending]")).containsText("Key");
        visit.check("keys-as-before");
        page.locator(".ui-paginator-next").click();
        assertThat(descriptions().first()).hasText("Key 51");
        page.reload();
        assertThat(descriptions().first()).hasText("Key 51");

        // Fewer keys than the page that was seen last needs.
        page.navigate("/settings/profile");
        server.database()
                .execute("DELETE FROM api_key WHERE organisation_id = ? AND number BETWEEN 26 AND 60", organisation);
        page.goBack();
        assertThat(descriptions().first()).hasText("Key 1");
        assertThat(visit.rows()).hasCount(25);
        page.locator("[id='list:text']").fill("");
        page.locator("[id='list:right']").selectOption("");
        sort("Description", "ascending");
        sort("Description", "descending");
        assertThat(descriptions().first()).hasText("Key of messages");
        assertThat(visit.complaints()).isEmpty();

        // Another session begins with all keys.
        open("en", ColorScheme.LIGHT, 1280);
        visit.signIn(owner);
        assertThat(descriptions().first()).hasText("Key of messages");
        assertThat(page.locator("th[aria-sort=descending]")).containsText("Key");
    }

    @Test
    void twoPagesOfOneSessionDoNotDisturbEachOther() {
        signInWithKeys(30);
        Page other = visit.context().newPage();
        other.navigate(server.base() + "/settings/api");
        other.locator("[id='list:text']").fill("Key 7");
        assertThat(other.locator("#list\\:keys_data > tr")).hasCount(1);

        page.locator(".ui-paginator-next").click();
        assertThat(descriptions().first()).hasText("Key 5");
        assertThat(page.locator("[id='list:text']")).hasValue("");
        page.locator("[id='list:text']").fill("Key 2");
        assertThat(visit.rows()).hasCount(11);
    }

    @Test
    void aPageThatIsGoneWhenItIsTurnedToLeavesOneOnTheLast() {
        signInWithKeys(60);
        page.locator(".ui-paginator-next").click();
        assertThat(descriptions().first()).hasText("Key 35");

        for (int number = 1; number <= 10; number++) {
            delete(number);
        }
        page.locator(".ui-paginator-next").click();

        assertThat(page.locator(".ui-paginator-current")).hasText("26–50 of 50");
        assertThat(descriptions().first()).hasText("Key 35");
        assertThat(page.locator(".ui-paginator-next")).hasClass(Pattern.compile("ui-state-disabled"));
        page.locator(".ui-paginator-prev").click();
        assertThat(descriptions().first()).hasText("Key 60");
        assertThat(page.locator(".ui-paginator-current")).hasText("1–25 of 50");
        assertThat(visit.complaints()).isEmpty();
    }

    @Test
    void theLastPageIsLeftWithTheLastKeyOnIt() {
        signInWithKeys(51);

        page.locator(".ui-paginator-next").click();
        assertThat(descriptions().first()).hasText("Key 26");
        page.locator(".ui-paginator-next").click();
        assertThat(visit.rows()).hasCount(1);
        visit.option(visit.rows(), "Delete").click();
        visit.awaitDialog();
        page.locator("[id='deleteForm:yes']").click();
        visit.said("was deleted");

        assertThat(visit.rows()).hasCount(25);
        assertThat(descriptions().first()).hasText("Key 26");
        assertThat(page.locator(".ui-paginator-current")).hasText("26–50 of 50");
        page.locator(".ui-paginator-prev").click();
        assertThat(descriptions().first()).hasText("Key 51");
        assertThat(visit.complaints()).isEmpty();
    }

    @Test
    void warnsFromFourteenDaysOnAndShowsTimesInTheBrowsersZone() {
        newOrganisation();
        add(1, "Calm", "EVENTS", Duration.ofDays(75).plusHours(12));
        add(2, "Soon", "EVENTS", Duration.ofDays(76).plusHours(12));
        add(3, "Dated", "EVENTS", Duration.ofDays(1));
        server.database()
                .execute(
                        "UPDATE api_key SET expires_at = ? WHERE organisation_id = ? AND number = 3",
                        Timestamp.from(now.plus(Duration.ofHours(4))),
                        organisation);
        server.database()
                .execute(
                        "UPDATE api_key SET created_at = ? WHERE organisation_id = ? AND number = 1",
                        Timestamp.from(Instant.parse("2026-03-01T20:30:00Z")),
                        organisation);
        visit.signIn(owner);

        Locator calm = visit.rows().nth(2);
        assertThat(calm.locator(".left")).hasText("15 days");
        assertThat(calm.locator(".soon")).hasCount(0);
        assertThat(visit.rows().nth(1).locator(".soon")).hasText("14 days");
        assertThat(visit.rows().nth(0).locator(".soon")).hasText("1 day");
        assertThat(visit.rows().nth(0)).containsText("Expires");
        // 20:30 in UTC is the next morning in Tokyo, where this browser is.
        assertThat(calm.locator("td").nth(3)).containsText("Mar 2, 2026");
        assertThat(calm.locator("td").nth(3)).containsText("5:30");
        assertThat(calm.locator("[data-ago]")).hasText("2 months ago");
        assertThat(visit.rows().nth(0).locator("[data-ago]")).hasText("1 day ago");
        assertThat(calm.locator("[data-ago]"))
                .hasAttribute("title", java.util.regex.Pattern.compile(".*20\\d\\d.*GMT\\+9.*"));
    }

    @Test
    void onAPhoneTheOrderIsChosenAndShownInOneField() {
        newOrganisation();
        add(1, "Bravo", "EVENTS", Duration.ofDays(3));
        add(2, "Alpha", "EVENTS", Duration.ofDays(3));
        open("en", ColorScheme.LIGHT, 360);
        visit.signIn(owner);

        Locator order = page.locator(".ui-reflow-dropdown");
        assertThat(order.locator("option:checked")).hasText("Key descending");
        assertThat(descriptions()).hasText(new String[] {"Alpha", "Bravo"});
        order.selectOption(new SelectOption().setLabel("Description descending"));
        assertThat(descriptions()).hasText(new String[] {"Bravo", "Alpha"});
        assertThat(order.locator("option:checked")).hasText("Description descending");
    }

    @Test
    void speaksUkrainianThroughout() {
        newOrganisation();
        add(1, "Магазин", "EVENTS", Duration.ofDays(3));
        open("uk", ColorScheme.DARK, 360);
        visit.signIn(owner);

        assertThat(visit.rows()).hasCount(1);
        String text = page.locator("main").innerText().replace("Магазин", "").replace(owner, "");
        assertThat(text.replaceAll("\\b(HTTP Basic|API|lk_)\\b", "")).doesNotContainPattern("[A-Za-z]{2,}");
    }
}
