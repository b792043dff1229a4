package io.latchkey.security;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.latchkey.problem.Problem;
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
import java.util.List;
import java.util.regex.Pattern;

/**
 * Keeps what is hidden in the body of a request from being taken for one of its own (RFC 9112, sections 6.1 and
 * 11.2).
 *
 * <p>Where a body with a transfer coding ends is read differently by servers and by proxies before them, and not
 * every server shows that there was a length as well. So such a request is the last of its connection, and has no
 * coding but the one that everybody knows. A length is a number, and there is one.
 *
 * <p>To say that the connection ends is not enough. Payara goes on with what it has read already, and an attacker
 * needs no answer: what comes on the connection later is refused.
 */
@Singleton
public class BodyFraming {

    private static final String CLEAR = BodyFraming.class.getName() + ".clear";
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");

    private static final Problem UNCLEAR =
            Problem.ofStatus(400, "Where this request begins or ends could be read in more than one way.");

    /** Longer than any request takes: what was sent with it is at work right after it. */
    private static final Duration REMEMBERED = Duration.ofMinutes(10);

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
     * Answers a request that is not clear by 400; may be asked again of the same request.
     *
     * @return whether it was answered
     * @throws IOException when the caller is gone
     */
    boolean refuses(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (request.getAttribute(CLEAR) != null || isClear(request, response)) {
            request.setAttribute(CLEAR, true);
            return false;
        }
        responses.write(UNCLEAR, response);
        // Sent at once: some servers put an answer of their own in the place of what a refusal has written.
        response.flushBuffer();
        return true;
    }

    private boolean isClear(HttpServletRequest request, HttpServletResponse response) {
        List<String> codings = Collections.list(request.getHeaders("Transfer-Encoding"));
        List<String> lengths = Collections.list(request.getHeaders(HttpHeaders.CONTENT_LENGTH));
        ServletConnection connection = request.getServletConnection();
        boolean isLate = connection != null && ended.getIfPresent(connection.getConnectionId()) != null;
        if (!isLate && codings.isEmpty() && (lengths.isEmpty() || isNumber(lengths))) {
            return true;
        }
        response.setHeader("Connection", "close");
        if (connection != null) {
            ended.put(connection.getConnectionId(), true);
        }
        return !isLate
                && lengths.isEmpty()
                && codings.size() == 1
                && codings.get(0).equalsIgnoreCase("chunked");
    }

    private static boolean isNumber(List<String> lengths) {
        return lengths.size() == 1 && NUMBER.matcher(lengths.get(0)).matches();
    }
}
