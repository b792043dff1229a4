package io.latchkey.security;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.latchkey.problem.Problem;
import io.latchkey.problem.ProblemException;
import io.latchkey.problem.ProblemResponses;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.servlet.ServletConnection;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.core.HttpHeaders;
import java.io.IOException;
import java.time.Duration;
import java.util.Collections;
import java.util.Optional;

/**
 * Keeps what is hidden in the body of a request from being taken for one of its own (RFC 9112, sections 6.1 and
 * 11.2).
 *
 * <p>Where a body in chunks ends is read differently by servers and by proxies before them, and not every server shows
 * that there was a length as well. So such a request is the last of its connection. To say that the connection ends is
 * not enough: Payara goes on with what it has read already, and an attacker needs no answer. What comes on the
 * connection later is refused.
 */
@Singleton
public class BodyFraming {

    private static final String KNOWN = BodyFraming.class.getName();

    private static final Problem UNCLEAR = Problem.ofStatus(400, "Where this request begins or ends is ambiguous.");

    /** Longer than servers let a request take: what was sent with it is at work right after it. */
    private static final Duration REMEMBERED = Duration.ofHours(1);

    private static final int MAX_CONNECTIONS = 100_000;

    private final ProblemResponses responses;
    private final Cache<String, Boolean> ended = Caffeine.newBuilder()
            .maximumSize(MAX_CONNECTIONS)
            .expireAfterWrite(REMEMBERED)
            .build();

    @Inject
    public BodyFraming(ProblemResponses responses) {
        this.responses = responses;
    }

    /**
     * Answers a request that is not clear by 400, and has its connection end where it must. To be asked again for each
     * dispatch of the request, since a server may have taken back what was said of the connection.
     *
     * @return whether it was answered
     * @throws IOException when the caller is gone
     */
    boolean refuses(HttpServletRequest request, HttpServletResponse response) throws IOException {
        BodyFrame frame = frame(request);
        if (frame == BodyFrame.CLEAR) {
            return false;
        }
        response.setHeader("Connection", "close");
        connectionId(request).ifPresent(id -> ended.put(id, true));
        if (frame == BodyFrame.LAST_OF_ITS_CONNECTION) {
            return false;
        }
        responses.send(new ProblemException(UNCLEAR), response);
        return true;
    }

    /** The first answer counts: after it the request itself may have ended its connection. */
    private BodyFrame frame(HttpServletRequest request) {
        if (request.getAttribute(KNOWN) instanceof BodyFrame known) {
            return known;
        }
        BodyFrame frame = isLate(request)
                ? BodyFrame.UNCLEAR
                : BodyFrame.of(
                        Collections.list(request.getHeaders("Transfer-Encoding")),
                        Collections.list(request.getHeaders(HttpHeaders.CONTENT_LENGTH)));
        request.setAttribute(KNOWN, frame);
        return frame;
    }

    private boolean isLate(HttpServletRequest request) {
        return connectionId(request).map(ended::getIfPresent).isPresent();
    }

    private static Optional<String> connectionId(HttpServletRequest request) {
        return Optional.ofNullable(request.getServletConnection()).map(ServletConnection::getConnectionId);
    }
}
