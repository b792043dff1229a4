package io.latchkey.problem;

import io.latchkey.json.Json;
import io.latchkey.request.CurrentRequest;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.node.ObjectNode;

/** Writes problem documents, to Jakarta REST and to plain Servlet alike. */
@Singleton
public class ProblemResponses {

    /** The answer while the database is away. */
    public static final Problem UNAVAILABLE =
            Problem.of(ProblemType.UNAVAILABLE, "The request was not carried out. Try again in a few seconds.");

    /** The answer when it went away, or could not write, while a change was committed. */
    static final Problem IN_DOUBT = Problem.of(
            ProblemType.UNAVAILABLE,
            "The request may or may not have been carried out. Check in a few seconds, before you repeat it.");

    /** Seconds: long enough for a database's restart to be worth waiting for, short enough for a person. */
    public static final String RETRY_AFTER_SECONDS = "5";

    /** RFC 9457 (section 3.2) lets a document have members of its own. */
    private static final String REQUEST_ID = "requestId";

    private final Json json;
    private final CurrentRequest request;

    @Inject
    public ProblemResponses(Json json, CurrentRequest request) {
        this.json = json;
        this.request = request;
    }

    /** What ends a request, as a response of Jakarta REST. */
    Response of(ProblemException refused) {
        Response response = of(refused.problem());
        refused.retryAfterSeconds()
                .ifPresent(seconds -> response.getHeaders().putSingle(HttpHeaders.RETRY_AFTER, seconds));
        return response;
    }

    /** The problem as a response of Jakarta REST. */
    public Response of(Problem problem) {
        Response.ResponseBuilder response = Response.status(problem.status())
                .type(Problem.MEDIA_TYPE)
                // As bytes: a writer chosen by media type could differ between servers.
                .entity(document(problem));
        if (problem.status() == 503) {
            response.header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
        }
        return response.build();
    }

    /**
     * Writes what ends a request where no Jakarta REST runtime is at work.
     *
     * @throws IOException when the caller is gone
     */
    public void write(ProblemException refused, HttpServletResponse response) throws IOException {
        refused.retryAfterSeconds()
                .ifPresent(seconds -> response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(seconds)));
        write(refused.problem(), response);
    }

    /**
     * Writes the problem where no Jakarta REST runtime is at work.
     *
     * @throws IOException when the caller is gone
     */
    public void write(Problem problem, HttpServletResponse response) throws IOException {
        byte[] body = document(problem);
        response.setStatus(problem.status());
        response.setContentType(Problem.MEDIA_TYPE);
        response.setContentLength(body.length);
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        if (problem.status() == 503) {
            response.setHeader(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
        }
        response.getOutputStream().write(body);
    }

    /**
     * The same, sent at once: some servers put an answer of their own in the place of what was written before the request
     * has come to a servlet.
     *
     * @throws IOException when the caller is gone
     */
    public void send(ProblemException refused, HttpServletResponse response) throws IOException {
        write(refused, response);
        response.flushBuffer();
    }

    /** With the request's id, by which it is found in the log. */
    private byte[] document(Problem problem) {
        ObjectNode document = json.tree(problem);
        request.id().ifPresent(id -> document.put(REQUEST_ID, id));
        return json.write(document).getBytes(StandardCharsets.UTF_8);
    }
}
