package io.latchkey.page;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The browser of the machine, without its window if it can be had so, which takes less than half of the time; nothing is ever
 * downloaded. {@code latchkey.chromium} names another than the usual.
 */
public final class Chromium implements AutoCloseable {

    private static final List<String> FLAGS = List.of(
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync");

    /** Within which the pages do and show what they shall, in milliseconds; several times what that takes, as the machine may be busy. */
    static final double PATIENCE = 90_000;

    private final Playwright playwright;
    private final Browser browser;
    private final Map<BrowserProfile, Deque<BrowserContext>> unused = new HashMap<>();

    private Chromium(Path executable) {
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE);
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(executable)
                        .setArgs(FLAGS));
    }

    /** Where the browser is, if there is one. */
    static Optional<Path> executable() {
        return Stream.of(
                        System.getProperty("latchkey.chromium", "/usr/bin/chromium-headless-shell"),
                        "/usr/bin/chromium",
                        "/usr/bin/chromium-browser")
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst();
    }

    static Chromium start(Path executable) {
        return new Chromium(executable);
    }

    /** Opens the browser of this profile, without cookies, but with scripts and styles that an earlier user has loaded. */
    BrowserContext lend(BrowserProfile profile) {
        BrowserContext before = unusedOf(profile).poll();
        return before == null ? browser.newContext(profile.options()) : before;
    }

    /** Takes it back from one who leaves. */
    void takeBack(BrowserProfile profile, BrowserContext context) {
        List.copyOf(context.pages()).forEach(Page::close);
        context.clearCookies();
        unusedOf(profile).add(context);
    }

    private Deque<BrowserContext> unusedOf(BrowserProfile profile) {
        return unused.computeIfAbsent(profile, one -> new ArrayDeque<>());
    }

    @Override
    public void close() {
        playwright.close();
    }
}
