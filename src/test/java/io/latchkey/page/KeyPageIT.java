package io.latchkey.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import io.latchkey.key.AccessRight;
import io.latchkey.testing.LatchkeyServer;
import io.latchkey.testing.OnEachDatabase;
import io.latchkey.testing.TestKey;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The page of the keys in a real browser: from a user's clicks to a request that then passes or fails. */
@OnEachDatabase
class KeyPageIT {

    private static final Path PICTURES = Path.of("target", "screenshots");

    private static Chromium chromium;

    private final LatchkeyServer server;
    private final List<String> complaints = new ArrayList<>();
    private BrowserContext context;
    private Page page;

    KeyPageIT(LatchkeyServer server) {
        this.server = server;
    }

    @BeforeAll
    static void startBrowser() {
        assumeTrue(Chromium.executable().isPresent(), "No Chromium here: install it, or name it by latchkey.chromium");
        chromium = Chromium.start(Chromium.executable().orElseThrow());
    }

    @AfterAll
    static void stopBrowser() {
        if (chromium != null) {
            chromium.close();
        }
    }

    @BeforeEach
    void openBrowser() {
        open("en", ColorScheme.LIGHT, 1280);
    }

    private void open(String language, ColorScheme scheme, int width) {
        close();
        context = chromium.browser()
                .newContext(new Browser.NewContextOptions()
                        .setBaseURL(server.base().toString())
                        .setLocale(language)
                        .setColorScheme(scheme)
                        .setViewportSize(width, 800)
                        .setPermissions(List.of("clipboard-read", "clipboard-write")));
        page = context.newPage();
        page.setDefaultTimeout(15_000);
        page.onPageError(complaints::add);
        page.onConsoleMessage(message -> {
            if (message.type().equals("error")) {
                complaints.add(message.text());
            }
        });
    }

    @AfterEach
    void close() {
        if (context != null) {
            context.close();
        }
    }

    private void signIn(String user) {
        page.navigate("/");
        page.locator("#name").fill(user);
        page.locator("#password").fill(LatchkeyServer.ADMIN_PASSWORD);
        page.locator("#submit").click();
        page.waitForURL("**/settings/api");
    }

    private int status(String key) {
        return server.anonymous().as("any", key).get("/api/v1/account/info").status();
    }

    /** The row of a key, which the search has brought into view. */
    private Locator row(String description) {
        page.locator("[id='list:text']").fill(description);
        Locator rows = page.locator("#list\\:keys_data > tr");
        assertThat(rows).hasCount(1);
        assertThat(rows.locator(".description")).containsText(description);
        return rows;
    }

    private Locator option(Locator row, String name) {
        row.locator("[data-menu]").click();
        return row.getByRole(AriaRole.MENUITEM, new Locator.GetByRoleOptions().setName(name));
    }

    private void said(String text) {
        assertThat(page.locator("#said")).containsText(text);
    }

    private String unique(String name) {
        return name + " " + UUID.randomUUID().toString().substring(0, 8);
    }

    private TestKey makeKey(String description) {
        TestKey key = server.makeKey(AccessRight.EVENTS);
        server.admin().patch(key.path(), "{\"description\":\"" + description + "\"}");
        return key;
    }

    @Test
    void aKeyIsMadeCopiedAndUsed() {
        String description = unique("CRM");
        server.makeKey(AccessRight.EVENTS);
        signIn("admin");

        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("New key"))
                .click();
        page.locator("[id='newKeyForm:description']").fill(description);
        page.locator("[id='newKeyForm:right']").selectOption("MESSAGES");
        assertThat(page.locator("#newKeyForm [data-right=MESSAGES]")).isVisible();
        assertThat(page.locator("#newKeyForm [data-right=EVENTS]")).isHidden();
        page.locator("[id='newKeyForm:save']").click();
        String key = page.locator("#madeKey").inputValue();
        page.locator("[data-copy=madeKey]").click();
        said("Copied");

        assertThat(key).matches("lk_[0-9A-Za-z]{38}");
        assertThat(page.evaluate("navigator.clipboard.readText()")).isEqualTo(key);
        assertThat(page.locator("#madeExample").inputValue())
                .isEqualTo("curl -u any:" + key + " " + server.base() + "/api/v1/account/info");
        assertThat(status(key)).isEqualTo(200);
        page.locator("[data-hide=newKey]:visible").click();
        assertThat(page.content()).doesNotContain(key);
        Locator row = row(description);
        assertThat(row).containsText("lk_…" + key.substring(37));
        assertThat(row).containsText("Access to messages");
        assertThat(row).containsText("admin");
        assertThat(row.getByRole(AriaRole.SWITCH)).hasAttribute("aria-checked", "true");

        page.evaluate("navigator.clipboard.writeText('')");
        row.locator(".of-number").hover();
        row.locator(".copy").click();
        said("is on the clipboard");
        assertThat(page.evaluate("navigator.clipboard.readText()")).isEqualTo(key);
        assertThat(complaints).isEmpty();
    }

    @Test
    void aKeyIsDisabledAndEnabledAfterAYes() {
        String description = unique("Switched");
        TestKey key = makeKey(description);
        signIn("admin");

        row(description).getByRole(AriaRole.SWITCH).click();
        assertThat(page.locator("#toggleForm")).containsText("is refused from the next request on");
        page.locator("[data-hide=toggle]").click();
        assertThat(status(key.key())).isEqualTo(200);
        row(description).getByRole(AriaRole.SWITCH).click();
        page.locator("[id='toggleForm:disable']").click();
        said("is disabled");
        assertThat(status(key.key())).isEqualTo(401);

        row(description).getByRole(AriaRole.SWITCH).click();
        page.locator("[id='toggleForm:enable']").click();
        said("is enabled");
        assertThat(status(key.key())).isEqualTo(200);
        assertThat(complaints).isEmpty();
    }

    @Test
    void aKeyIsEdited() {
        String description = unique("Edited");
        TestKey key = makeKey(description);
        signIn("admin");

        option(row(description), "Edit").click();
        page.locator("[id='editForm:description']").fill(description + " again");
        page.locator("[id='editForm:right']").selectOption("MESSAGES");
        page.locator("[id='editForm:save']").click();
        said("is changed");

        assertThat(row(description + " again")).containsText("Access to messages");
        assertThat(server.with(key).post("/api/v1/event", "{}").status()).isEqualTo(403);
    }

    @Test
    void anEditThatCameTooLateIsExplainedAndStoresNothing() {
        String description = unique("Contested");
        TestKey key = makeKey(description);
        signIn("admin");

        option(row(description), "Edit").click();
        page.locator("[id='editForm:description']").fill("Mine");
        server.admin().patch(key.path(), "{\"description\":\"Theirs\"}");
        page.locator("[id='editForm:save']").click();

        assertThat(page.locator("#editForm .problem")).containsText("Somebody has changed this key");
        assertThat(page.locator("#editForm .now")).containsText("Theirs");
        assertThat(server.admin().get(key.path()).json().get("description").stringValue())
                .isEqualTo("Theirs");
        page.locator("[id='editForm:save']").click();
        said("is changed");
        assertThat(server.admin().get(key.path()).json().get("description").stringValue())
                .isEqualTo("Mine");
    }

    @Test
    void aKeyIsDeletedAfterAYes() {
        String description = unique("Deleted");
        TestKey key = makeKey(description);
        signIn("admin");

        option(row(description), "Delete").click();
        page.locator("[id='deleteForm:yes']").click();
        said("is deleted");

        assertThat(status(key.key())).isEqualTo(401);
        assertThat(server.admin().get(key.path()).status()).isEqualTo(404);
    }

    @Test
    void theKeyboardAloneIsEnough() {
        String description = unique("Keyboard");
        makeKey(description);
        signIn("admin");

        row(description).locator("[data-menu]").focus();
        page.keyboard().press("Enter");
        page.keyboard().press("ArrowDown");
        page.keyboard().press("Escape");
        assertThat(row(description).locator("[data-menu]")).isFocused();
        page.keyboard().press("Enter");
        page.keyboard().press("Enter");
        assertThat(page.locator("[id='editForm:description']")).isFocused();
        page.keyboard().press("Escape");
        assertThat(page.locator("#editDialog")).isHidden();
    }

    @Test
    void aViewerSeesTheListAndGetsNoSecretByAForgedRequest() {
        String description = unique("Seen");
        TestKey key = makeKey(description);
        String viewer = unique("viewer");
        server.addUser(viewer, "VIEWER");
        signIn(viewer);

        assertThat(row(description).locator("button")).hasCount(0);
        assertThat(page.locator("[data-call]")).hasCount(0);
        String answer = (String) page.evaluate("""
                async (number) => {
                  const state = document.querySelector('[name="jakarta.faces.ViewState"]').value;
                  const answers = [];
                  for (const source of ['ask:j_idt1', 'ask', 'editForm:save', 'deleteForm:yes']) {
                    const body = new URLSearchParams({'jakarta.faces.partial.ajax': 'true', 'jakarta.faces.source': source,
                      'jakarta.faces.partial.execute': source, [source]: source, ask: 'ask', deleteForm: 'deleteForm',
                      'deleteForm:number': number, number, 'jakarta.faces.ViewState': state});
                    const answer = await fetch('/settings/api', {method: 'POST', body,
                      headers: {'Faces-Request': 'partial/ajax'}});
                    answers.push(await answer.text());
                  }
                  return answers.join();
                }""", Long.toString(key.number()));
        assertThat(answer).doesNotContain(key.key());
        assertThat(status(key.key())).isEqualTo(200);
    }

    @Test
    void aSessionIsNewAtSignInClosedToScriptsAndEndsAtSignOut() {
        page.navigate("/settings/api");
        assertThat(page).hasURL(server.base() + "/sign-in?from=%2Fsettings%2Fapi");
        page.locator("#name").fill("admin");
        page.locator("#password").fill("wrong");
        page.locator("#submit").click();
        assertThat(page.locator(".problem")).containsText("do not fit together");
        signIn("admin");
        var cookie = context.cookies().stream()
                .filter(kept -> kept.name.equals("latchkey-session"))
                .findFirst()
                .orElseThrow();
        assertThat(cookie.httpOnly).isTrue();
        assertThat(cookie.sameSite.name()).isEqualTo("LAX");

        page.locator("[data-menu=profile]").click();
        page.getByRole(AriaRole.MENUITEM, new Page.GetByRoleOptions().setName("Sign out"))
                .click();
        page.waitForURL("**/sign-in");
        var before = server.anonymous()
                .with("Cookie", "latchkey-session=" + cookie.value)
                .get("/settings/api");
        assertThat(before.status()).isEqualTo(401);
    }

    @Test
    void anotherSiteCanNeitherPostNorFrame() {
        var posted = server.admin()
                .with("Content-Type", "application/x-www-form-urlencoded")
                .with("Origin", "https://evil.example")
                .post("/settings/api", "");
        assertThat(posted.status()).isEqualTo(403);
        String policy = server.anonymous()
                .get("/sign-in")
                .header("Content-Security-Policy")
                .orElseThrow();
        assertThat(policy).contains("frame-ancestors 'none'").contains("script-src 'self' 'nonce-");
        assertThat(policy.replaceAll("style-src[^;]*", "")).doesNotContain("unsafe");
    }

    @Test
    void thePagesAreAccessibleInBothThemesAndLanguagesAndFitASmallScreen() {
        makeKey(unique("Shop"));
        for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            for (int width : List.of(1280, 360)) {
                open(width == 360 ? "uk" : "en", scheme, width);
                String name = scheme.name().toLowerCase(java.util.Locale.ROOT) + "-" + width;
                page.navigate("/sign-in");
                check("sign-in-" + name);
                signIn("admin");
                assertThat(page.locator("#list\\:keys_data > tr").first()).isVisible();
                check("keys-" + name);
                page.locator(".intro [data-call=latchkeyNew]").click();
                assertThat(page.locator("[id='newKeyForm:description']")).isFocused();
                check("new-key-" + name);
            }
        }
    }

    private void check(String name) {
        page.waitForTimeout(300);
        page.screenshot(new Page.ScreenshotOptions().setPath(PICTURES.resolve(name + ".png")));
        assertThat(new AxeBuilder(page)
                        .analyze().getViolations().stream()
                                .filter(violation ->
                                        List.of("serious", "critical").contains(violation.getImpact()))
                                .map(violation -> violation.getId() + " " + violation.getNodes())
                                .toList())
                .as(name)
                .isEmpty();
        assertThat((Integer) page.evaluate("document.documentElement.scrollWidth - window.innerWidth"))
                .as("overflow of " + name)
                .isLessThanOrEqualTo(0);
    }
}
