package io.latchkey.security;

import io.latchkey.setting.PositiveDuration;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * A browser session's data about its user: who they are, since when, and under which password. The role is
 * not stored but read for each request, so that a change takes effect at once.
 */
@Singleton
public class PageSession {

    private static final String USER = PageSession.class.getName() + ".user";
    private static final String PASSWORD_SET_AT = PageSession.class.getName() + ".passwordSetAt";
    private static final String SINCE = PageSession.class.getName() + ".since";

    private final Clock clock;
    private final Duration lifetime;

    /**
     * Reads {@code latchkey.session.lifetime}, after which even active users must sign in again.
     *
     * @throws IllegalArgumentException if it is not positive
     */
    @Inject
    public PageSession(Clock clock, @ConfigProperty(name = "latchkey.session.lifetime") Duration lifetime) {
        this.clock = clock;
        this.lifetime = PositiveDuration.require("latchkey.session.lifetime", lifetime);
    }

    /**
     * Begins a user's session with a new id, so that a previously planted id (session fixation) is worthless.
     *
     * @param passwordSetAt the value read before the password was checked: if the password is changed in the
     *     meantime, the session is invalid
     */
    public void begin(HttpServletRequest request, long userId, Instant passwordSetAt) {
        HttpSession before = request.getSession(false);
        if (before != null) {
            before.invalidate();
        }
        HttpSession session = request.getSession(true);
        session.setAttribute(USER, userId);
        session.setAttribute(PASSWORD_SET_AT, passwordSetAt);
        session.setAttribute(SINCE, clock.instant());
    }

    /** Returns whether the request belongs to a user's session. */
    public boolean isOfUser(HttpServletRequest request) {
        return credential(request).isPresent();
    }

    /** Invalidates the session and everything stored in it. */
    public void end(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        if (session != null) {
            session.invalidate();
        }
    }

    /** Returns the credential of the session that the request belongs to. */
    Optional<SessionCredential> credential(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        if (session != null
                && session.getAttribute(USER) instanceof Long userId
                && session.getAttribute(PASSWORD_SET_AT) instanceof Instant passwordSetAt
                && session.getAttribute(SINCE) instanceof Instant since
                && clock.instant().isBefore(since.plus(lifetime))) {
            return Optional.of(new SessionCredential(userId, passwordSetAt));
        }
        return Optional.empty();
    }
}
