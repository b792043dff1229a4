package io.latchkey.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.latchkey.testing.MovableClock;
import io.latchkey.testing.Stub;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PageSessionTest {

    private static final Duration LIFETIME = Duration.ofHours(12);

    private static final Instant SET_AT = Instant.parse("2025-12-01T00:00:00Z");

    private final MovableClock clock = new MovableClock(Instant.parse("2026-01-01T08:00:00Z"));
    private final PageSession sessions = new PageSession(clock, LIFETIME);
    private final Browser browser = new Browser();

    @Test
    void itHasALifetime() {
        assertThatIllegalArgumentException().isThrownBy(() -> new PageSession(clock, Duration.ZERO));
    }

    @Test
    void itEndsAfterItsLifetimeHoweverBusyTheUserIs() {
        sessions.begin(browser.request(), 1, SET_AT);
        for (int hour = 0; hour < 12; hour++) {
            assertThat(sessions.isOfUser(browser.request())).isTrue();
            clock.advance(Duration.ofHours(1));
        }
        assertThat(sessions.isOfUser(browser.request())).isFalse();
    }

    @Test
    void signingInAnewBeginsItAnew() {
        sessions.begin(browser.request(), 1, SET_AT);
        clock.advance(LIFETIME.minusSeconds(1));
        sessions.begin(browser.request(), 1, SET_AT);
        clock.advance(LIFETIME.minusSeconds(1));
        assertThat(sessions.isOfUser(browser.request())).isTrue();
    }

    @Test
    void whatWasInTheSessionBeforeIsNotInTheNext() {
        browser.request().getSession(true).setAttribute("planted", "by somebody else");
        sessions.begin(browser.request(), 1, SET_AT);
        assertThat(browser.request().getSession(false).getAttribute("planted")).isNull();
        assertThat(browser.ended).hasSize(1);
    }

    @Test
    void itsEndLeavesNothing() {
        sessions.begin(browser.request(), 1, SET_AT);
        sessions.end(browser.request());
        assertThat(sessions.isOfUser(browser.request())).isFalse();
        sessions.end(browser.request());
    }

    /** A browser's requests, all of one session at a time, as a container keeps it. */
    private static final class Browser {

        private final List<HttpSession> ended = new ArrayList<>();
        private HttpSession session;

        HttpServletRequest request() {
            return Stub.request((name, arguments) -> {
                if (session == null && arguments[0].equals(true)) {
                    session = session();
                }
                return session;
            });
        }

        private HttpSession session() {
            Map<String, Object> attributes = new HashMap<>();
            return Stub.of(HttpSession.class, (name, arguments) -> switch (name) {
                case "setAttribute" -> attributes.put((String) arguments[0], arguments[1]);
                case "getAttribute" -> attributes.get(arguments[0]);
                case "invalidate" -> {
                    ended.add(session);
                    session = null;
                    yield null;
                }
                default -> throw new UnsupportedOperationException(name);
            });
        }
    }
}
