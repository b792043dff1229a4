package io.latchkey.page;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.options.ColorScheme;
import java.net.URI;
import java.util.List;

/**
 * Whose browser it is.
 *
 * @param base where the server is
 * @param width of the window in pixels
 */
record BrowserProfile(URI base, String language, ColorScheme scheme, int width) {

    Browser.NewContextOptions options() {
        return new Browser.NewContextOptions()
                .setBaseURL(base.toString())
                .setLocale(language)
                .setTimezoneId("Asia/Tokyo")
                .setColorScheme(scheme)
                .setViewportSize(width, 800)
                .setPermissions(List.of("clipboard-read", "clipboard-write"));
    }
}
