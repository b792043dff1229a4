package io.latchkey.keyimportpage;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Dialog;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.FilePayload;
import io.latchkey.page.InBrowser;
import io.latchkey.testing.Caller;
import io.latchkey.testing.LatchkeyServer;
import io.latchkey.testing.OnOneDatabase;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The import of keys of other systems in a real browser. */
@OnOneDatabase
class ImportPageIT extends InBrowser {

    ImportPageIT(LatchkeyServer server) {
        super(server);
    }

    @Test
    void aFileIsCheckedMendedAndImported() {
        String owner = unique("owner");
        server.addOrganisation(owner);
        String first = "first-" + UUID.randomUUID();
        String second = "second-" + UUID.randomUUID();
        visit.signIn(owner);
        page.locator("a[href$=import]").click();

        choose("description,accessRight,key\nМагазин,EVENTS," + first + "\nCRM,ALL,short\n");
        page.locator("[id='importForm:check']").click();
        assertThat(page.locator(".result .problem"))
                .containsText("2 errors. Correct this line; until then, nothing can be imported.");
        assertThat(page.locator(".result tbody tr")).hasCount(2);
        assertThat(page.locator(".result tbody tr").first()).containsText("3");
        assertThat(page.locator(".result tbody tr").first()).containsText("accessRight");
        assertThat(page.locator("[id='importForm:store']")).hasCount(0);

        choose("description,accessRight,key\nМагазин,EVENTS," + first + "\nCRM,FULL," + second + "\n");
        assertThat(page.locator(".result .problem")).hasCount(0);
        page.locator("[id='importForm:check']").click();
        assertThat(page.locator(".result .once")).containsText("2 keys can be imported");
        assertThat(status(first)).isEqualTo(401);
        page.locator("[id='importForm:store']").click();
        visit.said("2 keys were imported");
        assertThat(page.locator(".result .once")).containsText("Keys 1 to 2 were imported");

        assertThat(status(first)).isEqualTo(200);
        assertThat(status(second)).isEqualTo(200);
        Caller user = server.anonymous().as(owner, LatchkeyServer.ADMIN_PASSWORD);
        assertThat(user.get("/manage/v1/keys/1").json().get("description").stringValue())
                .isEqualTo("Магазин");
        assertThat(page.content()).doesNotContain(second);
        page.locator("[id='importForm:check']").click();
        assertThat(page.locator(".result .problem")).containsText("Choose a file");
        assertThat(visit.complaints()).isEmpty();
    }

    @Test
    void theBrowserAsksBeforeThePageTakesWithItWhatWasPasted() {
        List<Dialog> asked = visit.dismissDialogs();
        visit.signIn("admin");
        page.navigate("/settings/import");
        page.evaluate("() => { location.href = '/settings/profile'; }");
        page.waitForURL("**/settings/profile");
        page.locator("[id='profileForm:presentPassword']").fill("As a browser fills it in");
        page.navigate("/settings/import");
        assertThat(asked).isEmpty();

        page.locator("[id='importForm:pasted']").fill("description,accessRight,key");
        page.evaluate("() => { location.href = '/settings/profile'; }");

        page.waitForCondition(() -> asked.size() == 1);
        assertThat(page.locator("[id='importForm:pasted']")).hasValue("description,accessRight,key");
    }

    /** The same number as the API tells, although only the first errors of the line are shown. */
    @Test
    void allErrorsOfALineAreCounted() {
        visit.signIn("admin");
        page.navigate("/settings/import");

        page.locator("[id='importForm:pasted']")
                .fill("{\"description\":\"a\",\"accessRight\":\"EVENTS\",\"key\":\"pasted-" + UUID.randomUUID()
                        + "\",\"a\":1,\"b\":1,\"c\":1,\"d\":1,\"e\":1,\"f\":1,\"g\":1}");
        page.locator("[id='importForm:check']").click();

        assertThat(page.locator(".result .problem"))
                .containsText("7 errors. Correct this line; until then, nothing can be imported.");
        assertThat(page.locator(".result tbody tr")).hasCount(5);
        assertThat(page.locator(".result")).containsText("Only the first ones are shown.");
    }

    @Test
    void pastedLinesAreImportedTooAndTheirErrorsSaidInUkrainian() {
        String key = "pasted-" + UUID.randomUUID();
        open("uk", ColorScheme.DARK, 360);
        visit.signIn("admin");
        page.navigate("/settings/import");

        page.locator("[id='importForm:pasted']")
                .fill("{\"description\":\"a\",\"accessRight\":\"EVENTS\",\"key\":\"короткий\"}");
        page.locator("[id='importForm:check']").click();
        assertThat(page.locator(".result tbody tr")).containsText("від 16 до 512");
        assertThat(page.locator(".result tbody tr td").last()).not().containsText(Pattern.compile("must|characters"));
        assertThat(page.locator(".result .problem"))
                .containsText("Помилок: 1. Виправте цей рядок: доти нічого не можна імпортувати.");
        visit.check("import-errors-dark-360");
        page.locator("[id='importForm:pasted']")
                .fill("{\"description\":\"Склад\",\"accessRight\":\"EVENTS\",\"key\":\"" + key + "\"}");
        page.locator("[id='importForm:check']").click();
        page.locator("[id='importForm:store']").click();
        visit.said("Імпортовано");
        assertThat(page.locator(".result .once")).containsText(Pattern.compile("Імпортовано ключ \\d+\\."));
        assertThat(page.locator("[id='importForm:pasted']")).hasValue("");
        assertThat(status(key)).isEqualTo(200);
    }

    @Test
    void whatIsPastedAfterAFileWasChosenIsWhatIsImported() {
        String key = "pasted-" + UUID.randomUUID();
        visit.signIn("admin");
        page.navigate("/settings/import");
        choose("description,accessRight,key\nCRM,ALL,short\n");
        page.locator("[id='importForm:check']").click();
        assertThat(page.locator(".result tbody tr")).hasCount(2);

        page.locator("[id='importForm:pasted']").fill("description,accessRight,key\nCRM,EVENTS," + key);
        assertThat(page.locator("[id='importForm:file']")).hasValue("");
        page.locator("[id='importForm:check']").click();
        assertThat(page.locator(".result .once")).containsText("1 key can be imported");
        page.locator("[id='importForm:store']").click();
        visit.said("1 key was imported");
        assertThat(status(key)).isEqualTo(200);
    }

    @Test
    void ofAFileAndAPastedTextNeitherIsTakenForTheOther() {
        String chosen = "chosen-" + UUID.randomUUID();
        String pasted = "pasted-" + UUID.randomUUID();
        visit.signIn("admin");
        page.navigate("/settings/import");
        page.locator("[id='importForm:pasted']").fill("description,accessRight,key\nText,EVENTS," + pasted);
        choose("description,accessRight,key\nFile,EVENTS," + chosen);

        page.locator("[id='importForm:check']").click();
        assertThat(page.locator(".result .problem")).containsText("A file is chosen, and text is pasted.");
        assertThat(page.locator("[id='importForm:store']")).hasCount(0);
        assertThat(page.locator("[id='importForm:pasted']")).hasValue(Pattern.compile(pasted));
        visit.check("import-both");
        page.locator("[id='importForm:pasted']").fill("");
        page.locator("[id='importForm:check']").click();
        page.locator("[id='importForm:store']").click();
        visit.said("1 key was imported");
        assertThat(status(chosen)).isEqualTo(200);
        assertThat(status(pasted)).isEqualTo(401);
    }

    /** A browser cuts what is longer than a field permits, without a word; the last key would be cut, and valid. */
    @Test
    void asMuchCanBePastedAsAFileMayHaveAndNothingOfItIsCutUnseen() {
        visit.signIn("admin");
        page.navigate("/settings/import");
        Locator pasted = page.locator("[id='importForm:pasted']");
        int most = Integer.parseInt(pasted.getAttribute("maxlength"));
        assertThat(most).isGreaterThan(8 * 1024 * 1024);

        // What is left of more than that.
        pasted.evaluate(
                "(field, most) => { field.value = ('x'.repeat(99) + '\\n').repeat(most / 100 + 1).slice(0, most); }",
                most);
        page.locator("[id='importForm:check']").click();
        assertThat(page.locator(".result .problem")).containsText("larger than 8 MiB");
    }

    @Test
    void whatIsWrongWithAFileIsSaidInTheLanguageOfThePage() {
        String key = "pasted-" + UUID.randomUUID();
        open("uk", ColorScheme.LIGHT, 1280);
        visit.signIn("admin");
        page.navigate("/settings/import");

        paste("description,accessRight,key\nA,EVENTS," + key + "\nB,EVENTS," + key
                + "\nC,EVENTS,lk_000000000000000000000000000000000000Xx\nD,EVENTS\nE,EVENTS,e,e\nF,ALL," + key + "f");
        assertThat(reasons().nth(0)).containsText("Це той самий ключ, що в рядку 2.");
        assertThat(reasons().nth(1)).containsText("Починається як ключ Latchkey");
        assertThat(reasons().nth(2)).containsText("Має бути або key, або sha256.");
        assertThat(reasons().nth(3)).containsText("Значень більше, ніж стовпців.");
        assertThat(reasons().nth(4)).containsText("одне з FULL, EVENTS");
        assertThat(reasons()).hasCount(5);
        assertThat(page.locator(".result [lang=en]")).hasCount(0);
        visit.check("import-errors-light-1280");
        paste("{\"description\":\"a\",\"accessRight\":\"EVENTS\",\"key\":\"" + key + "\",\"colour\":1}\n{");
        assertThat(reasons().nth(0)).hasText("Такого поля немає.");
        assertThat(reasons().nth(1)).hasText("Рядок має бути одним об’єктом JSON.");

        paste("description,accessRight,secret\nA,EVENTS," + key);
        assertThat(page.locator(".result .problem"))
                .containsText("Файл не можна імпортувати: він має стовпець (номер 3), який повторюється");
        paste("description,accessRight,key\n\"A,EVENTS," + key);
        assertThat(page.locator(".result .problem")).containsText("лапки не на своєму місці");
        paste("description,accessRight,key\n");
        assertThat(page.locator(".result .problem")).containsText("він не містить жодного ключа.");
    }

    @Test
    void whatCheckingOneTextHasShownIsNotSaidOfAnother() {
        visit.signIn("admin");
        page.navigate("/settings/import");
        Locator pasted = page.locator("[id='importForm:pasted']");
        pasted.fill("description,accessRight,key\nA,EVENTS,pasted-" + UUID.randomUUID());

        whileHeld("check", () -> pasted.fill("something else"));
        assertThat(page.locator(".result > *")).hasCount(0);
        assertThat(pasted).isFocused();
        page.locator("[id='importForm:check']").click();
        assertThat(page.locator(".result .problem")).isVisible();
    }

    @Test
    void whatIsPastedDuringAnImportStaysInThePage() {
        String key = "pasted-" + UUID.randomUUID();
        visit.signIn("admin");
        page.navigate("/settings/import");
        Locator pasted = page.locator("[id='importForm:pasted']");
        pasted.fill("description,accessRight,key\nA,EVENTS," + key);
        page.locator("[id='importForm:check']").click();

        whileHeld("store", () -> pasted.fill("the next ones"));
        visit.said("1 key was imported");
        assertThat(page.locator(".result .once")).containsText("was imported");
        assertThat(pasted).hasValue("the next ones");
        assertThat(status(key)).isEqualTo(200);
    }

    /** Presses a button, does something before the server gets the request, and waits until its answer is shown. */
    private void whileHeld(String button, Runnable meanwhile) {
        List<Route> held = new ArrayList<>();
        page.route("**/settings/import", held::add);
        page.evaluate("() => jQuery(document).one('pfAjaxComplete', () => { window.isAnswered = true; })");
        page.locator("[id='importForm:" + button + "']").click();
        page.waitForCondition(() -> !held.isEmpty());
        meanwhile.run();
        held.forEach(Route::resume);
        page.waitForCondition(() -> Boolean.TRUE.equals(page.evaluate("window.isAnswered")));
        page.unroute("**/settings/import");
    }

    private void paste(String text) {
        page.locator("[id='importForm:pasted']").fill(text);
        assertThat(page.locator(".result .problem")).hasCount(0);
        page.locator("[id='importForm:check']").click();
        assertThat(page.locator(".result .problem")).isVisible();
    }

    private Locator reasons() {
        return page.locator(".result tbody tr td:last-child");
    }

    @Test
    void whatIsTooLargeOrNotForTheUserIsRefused() {
        String viewer = unique("viewer");
        Caller seen = server.addUser(viewer, "VIEWER");
        assertThat(seen.get("/settings/import").status()).isEqualTo(403);
        // What is read as a whole before a page looks at it is taken where it is needed alone.
        assertThat(server.anonymous()
                        .with("Content-Type", "multipart/form-data; boundary=x")
                        .post("/sign-in", "--x--")
                        .status())
                .isEqualTo(415);
        visit.signIn("admin");
        page.navigate("/settings/import");

        chooseOfSize(8 * 1024 * 1024 + 1);
        assertThat(page.locator(".result .problem")).containsText("The file is larger than 8 MiB. Split it.");
        assertThat(page.locator("[id='importForm:file']")).hasValue("");

        // As without the script that looks at the size.
        page.locator("[id='importForm:file']").evaluate("input => delete input.dataset.most");
        chooseOfSize(8 * 1024 * 1024 + 1);
        page.locator("[id='importForm:check']").click();
        assertThat(page.locator(".result .problem")).containsText("larger than 8 MiB");

        chooseOfSize(12 * 1024 * 1024);
        page.locator("[id='importForm:check']").click();
        assertThat(page.locator("#importForm .unanswered"))
                .containsText(
                        System.getProperty("latchkey.test.server").equals("wildfly")
                                // It ends the connection instead of answering.
                                ? "The server didn’t respond"
                                : "What was sent is too large. Nothing was stored.");
    }

    private void chooseOfSize(int bytes) {
        byte[] content = new byte[bytes];
        Arrays.fill(content, (byte) 'a');
        page.locator("[id='importForm:file']").setInputFiles(new FilePayload("large.csv", "text/csv", content));
    }

    private void choose(String csv) {
        page.locator("[id='importForm:file']")
                .setInputFiles(new FilePayload("keys.csv", "text/csv", csv.getBytes(StandardCharsets.UTF_8)));
    }
}
