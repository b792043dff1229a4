package io.latchkey.signinpage;

import io.latchkey.openid.AttemptSeal;
import io.latchkey.openid.OpenIdAttempt;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Stores the sign-ins that a browser has begun, each in a cookie of its own, because several can be in
 * progress, one per tab.
 */
@Singleton
public class AttemptCookies {

    /**
     * The maximum number of sign-ins that a browser keeps; with many more, its requests would have more
     * headers than servers accept.
     */
    static final int MAX = 5;

    private static final String PREFIX = "latchkey-openid-";
    private static final int STATE_CHARACTERS = 12;

    private final AttemptSeal seal;

    @Inject
    public AttemptCookies(AttemptSeal seal) {
        this.seal = seal;
    }

    /**
     * Adds an attempt to those that the browser keeps, and removes the earliest ones if there are too many.
     */
    void add(OpenIdAttempt attempt, HttpServletRequest request, HttpServletResponse response) {
        List<Cookie> attempts = attempts(request).toList();
        // Browsers send cookies with the same path in the order of their creation (RFC 6265, section 5.4).
        attempts.stream()
                .limit(Math.max(0, attempts.size() - MAX + 1))
                .forEach(oldest -> set(oldest.getName(), "", 0, request, response));
        set(name(attempt.state()), seal.seal(attempt), (int) AttemptSeal.PERIOD.toSeconds(), request, response);
    }

    /** Returns the attempt with the given state and removes its cookie, whatever the outcome. */
    Optional<OpenIdAttempt> take(String state, HttpServletRequest request, HttpServletResponse response) {
        Optional<Cookie> meant = attempts(request)
                .filter(cookie -> cookie.getName().equals(name(state)))
                .findFirst();
        meant.ifPresent(cookie -> set(cookie.getName(), "", 0, request, response));
        return meant.flatMap(cookie -> seal.open(cookie.getValue()))
                .filter(attempt -> attempt.state().equals(state));
    }

    private static Stream<Cookie> attempts(HttpServletRequest request) {
        return Stream.ofNullable(request.getCookies()).flatMap(Stream::of).filter(cookie -> cookie.getName()
                .startsWith(PREFIX));
    }

    private static String name(String state) {
        return PREFIX + state.substring(0, Math.min(STATE_CHARACTERS, state.length()));
    }

    private static void set(
            String name, String value, int seconds, HttpServletRequest request, HttpServletResponse response) {
        Cookie cookie = new Cookie(name, value);
        cookie.setPath(request.getContextPath() + OpenIdServlet.BEGIN);
        cookie.setMaxAge(seconds);
        cookie.setHttpOnly(true);
        cookie.setSecure(request.getServletContext().getSessionCookieConfig().isSecure());
        // The response arrives through a link from the provider's site, for which "Strict" would withhold the
        // cookie.
        cookie.setAttribute("SameSite", "Lax");
        response.addCookie(cookie);
    }
}
