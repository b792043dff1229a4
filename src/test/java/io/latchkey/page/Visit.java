package io.latchkey.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.args.AxeRunOptions;
import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Dialog;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Cookie;
import com.microsoft.playwright.options.SameSiteAttribute;
import io.latchkey.testing.LatchkeyServer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Somebody at the pages, in a browser window of their own. */
public final class Visit implements AutoCloseable {

    private static final Path PICTURES = Path.of("target", "screenshots");

    private final LatchkeyServer server;
    private final Chromium chromium;
    private final BrowserProfile profile;
    private final BrowserContext context;
    private final Page page;
    private final List<String> complaints = new ArrayList<>();
    private final List<String> requests = new ArrayList<>();
    private final Consumer<Request> watch = request -> requests.add(request.url());

    /** Opens a window; nobody is signed in. */
    public Visit(Chromium chromium, LatchkeyServer server, String language, ColorScheme scheme, int width) {
        this.server = server;
        this.chromium = chromium;
        profile = new BrowserProfile(server.base(), language, scheme, width);
        context = chromium.lend(profile);
        context.onRequest(watch);
        page = context.newPage();
        page.setDefaultTimeout(Chromium.PATIENCE);
        page.onPageError(complaints::add);
        page.onConsoleMessage(message -> {
            if (message.type().equals("error")) {
                complaints.add(message.text());
            }
        });
    }

    public Page page() {
        return page;
    }

    public BrowserContext context() {
        return context;
    }

    /** What scripts and the content security policy have complained about. */
    public List<String> complaints() {
        return complaints;
    }

    /** The addresses that were asked for anything, by whatever the window shows. */
    public List<String> requests() {
        return requests;
    }

    /** Opens the settings with a session of the user's, without the page to sign in, which would take longer. */
    public void signIn(String user) {
        String[] cookie = server.signIn(user, LatchkeyServer.ADMIN_PASSWORD).split("=", 2);
        context.addCookies(List.of(new Cookie(cookie[0], cookie[1])
                .setUrl(server.base().toString())
                .setHttpOnly(true)
                .setSameSite(SameSiteAttribute.LAX)));
        page.navigate("/settings/api");
    }

    /** The rows of the list. */
    public Locator rows() {
        return page.locator("#list\\:keys_data > tr");
    }

    /** The row of a key, which the search has brought into view. */
    public Locator row(String description) {
        Locator text = page.locator("[id='list:text']");
        // The same text again would ask for the list again, which could come between two clicks in a row.
        if (!text.inputValue().equals(description)) {
            text.fill(description);
        }
        assertThat(rows()).hasCount(1);
        assertThat(rows().locator(".description")).containsText(description);
        return rows();
    }

    public Locator option(Locator row, String name) {
        row.locator("[data-menu]").click();
        return row.getByRole(AriaRole.MENUITEM, new Locator.GetByRoleOptions().setName(name));
    }

    /** Opens the dialog to edit a key, and waits until it is filled. */
    public void edit(String description) {
        option(row(description), "Edit").click();
        assertThat(page.locator("#editDialog")).isVisible();
        awaitDialog();
    }

    /** Waits until a dialog is there and has taken the focus: what is typed before would go where the focus goes. */
    public void awaitDialog() {
        assertThat(page.locator(".ui-dialog[aria-hidden=false] :focus")).hasCount(1);
    }

    /** Waits until the page has said this in passing. */
    public void said(String text) {
        assertThat(page.locator("#said")).containsText(text);
    }

    /** Answers no to each question of the browser from now on; returns them as they are asked. */
    public List<Dialog> dismissDialogs() {
        List<Dialog> asked = new ArrayList<>();
        page.onDialog(question -> {
            asked.add(question);
            question.dismiss();
        });
        return asked;
    }

    /** Answers no to the browser's next question; returns it once it has been asked. */
    public List<Dialog> dismissNextDialog() {
        List<Dialog> asked = new ArrayList<>();
        page.onceDialog(question -> {
            asked.add(question);
            question.dismiss();
        });
        return asked;
    }

    public String clipboard() {
        return (String) page.evaluate("navigator.clipboard.readText()");
    }

    /** Takes a picture; nobody is shut out of what it shows, and it fits the window. */
    public void check(String name) {
        // What fades in has too little contrast until it is there.
        page.evaluate("Promise.allSettled(document.getAnimations().map(one => one.finished)).then(() => null)");
        page.screenshot(new Page.ScreenshotOptions().setPath(PICTURES.resolve(name + ".png")));
        assertThat(new AxeBuilder(page)
                                // In the page itself, which has no frames of others; else what it found travels to a
                                // second page.
                                .setLegacyMode(true)
                                .options(violationsAlone())
                                .analyze()
                                .getViolations()
                                .stream()
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

    private static AxeRunOptions violationsAlone() {
        AxeRunOptions options = new AxeRunOptions();
        options.setResultTypes(List.of("violations"));
        return options;
    }

    @Override
    public void close() {
        context.offRequest(watch);
        chromium.takeBack(profile, context);
    }
}
