package io.latchkey.security;

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
 * What a browser's session says of its user: who they are, since when, and under which password. Their role is not kept: it is asked for with
 * each request, so that a change of it counts at once.
 */
@Singleton
public class PageSession {

    private static final String USER = PageSession.class.getName() + ".user";
    private static final String PASSWORD_SET_AT = PageSession.class.getName() + ".passwordSetAt";
    private static final String SINCE = PageSession.class.getName() + ".since";

    private final Clock clock;
    private final Duration lifetime;

    /** Takes {@code latchkey.session.lifetime}: after it a user signs in again, however busy they are. */
    @Inject
    public PageSession(Clock clock, @ConfigProperty(name = "latchkey.session.lifetime") Duration lifetime) {
        this.clock = clock;
        this.lifetime = lifetime;
    }

    /**
     * Begins a user's session. Its id is new: one that somebody has planted before opens nothing.
     *
     * @param passwordSetAt of the user as they were read before their password was checked: if it is changed meanwhile, the
     *     session opens nothing
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

    /** Whether the request belongs to a user's session. */
    public boolean isOfUser(HttpServletRequest request) {
        return credential(request).isPresent();
    }

    /** Ends the session, with all that it holds. */
    public void end(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        if (session != null) {
            session.invalidate();
        }
    }

    /** The user whose session the request belongs to. */
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
