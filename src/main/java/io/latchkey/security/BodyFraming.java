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
 * Prevents request smuggling: data hidden in the body of a request must not be taken for a request of its own
 * (RFC 9112, sections 6.1 and 11.2).
 *
 * <p>Servers and the proxies in front of them may disagree on where a chunked body ends, and not every server
 * reveals that there was a length as well. Such a request is therefore the last of its connection. Announcing
 * that the connection closes is not enough: Payara still processes what it has already read, and an attacker
 * needs no response. Anything that arrives later on the connection is refused.
 */
@Singleton
public class BodyFraming {

    private static final String KNOWN = BodyFraming.class.getName();

    private static final Problem UNCLEAR = Problem.ofStatus(400, "Where this request begins or ends is ambiguous.");

    /** Longer than servers allow a request to take; data sent along with it is processed right after it. */
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
     * Answers an ambiguous request with 400, and closes its connection if necessary. Must be called again for
     * each dispatch of the request, because a server may have reset the connection header.
     *
     * @return whether the request was answered
     * @throws IOException if the caller has disconnected
     */
    boolean refuseIfAmbiguous(HttpServletRequest request, HttpServletResponse response) throws IOException {
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

    /** The first result is kept: afterwards the request itself may have ended its connection. */
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
