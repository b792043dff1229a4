package io.latchkey.testing;

import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/** Signs users in as the page does, without a browser. */
final class SignIn {

    private SignIn() {}

    /**
     * Begins a user's session, and returns its cookie as {@code Cookie} sends it.
     *
     * @param anonymous sends requests to the server without credentials
     * @throws AssertionError if there is no session, or its cookie can be read by scripts or comes with requests of
     *     other sites
     */
    static String session(Caller anonymous, String name, String password) {
        String form = LatchkeyServer.SIGN_IN_FORM + "&name="
                + URLEncoder.encode(name, StandardCharsets.UTF_8) + "&password="
                + URLEncoder.encode(password, StandardCharsets.UTF_8);
        Answer signedIn = anonymous
                .with("Content-Type", "application/x-www-form-urlencoded")
                .send("POST", "/sign-in", HttpRequest.BodyPublishers.ofString(form));
        String cookie = signedIn.headers().getOrDefault("set-cookie", List.of()).stream()
                .filter(set -> set.startsWith("latchkey-session="))
                .reduce((first, last) -> last)
                .orElseThrow(() -> new AssertionError(signedIn.status() + signedIn.body()));
        if (!cookie.contains("; HttpOnly") || !cookie.toLowerCase(Locale.ROOT).contains("; samesite=lax")) {
            throw new AssertionError("The session's cookie has " + cookie.replaceFirst("=[^;]*", "=…"));
        }
        return cookie.split(";", 2)[0];
    }
}
