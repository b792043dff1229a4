package io.latchkey.problem;

import io.latchkey.database.DatabaseFault;
import io.latchkey.json.Json;
import io.latchkey.request.CurrentRequest;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.lang.System.Logger;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.node.ObjectNode;

/** Writes problem documents, for Jakarta REST as well as for plain servlets. */
@Singleton
public class ProblemResponses {

    /** The answer while the database is unavailable. */
    public static final Problem UNAVAILABLE =
            Problem.of(ProblemType.UNAVAILABLE, "The request was not carried out. Try again in a few seconds.");

    /**
     * The answer when the database became unavailable, or could not write, during a commit, or after part of the
     * request had been carried out.
     */
    static final Problem IN_DOUBT = Problem.of(
            ProblemType.UNAVAILABLE,
            "The request may or may not have been carried out. Check in a few seconds, before you repeat it.");

    /** The answer to a request that has failed for no fault of the caller's. */
    public static final Problem INTERNAL = Problem.ofStatus(500, StatusDetail.of(500));

    /** In seconds: long enough for a database to restart, short enough for a person to wait. */
    private static final String RETRY_AFTER_SECONDS = "5";

    /** An extension member, as RFC 9457 (section 3.2) allows. */
    private static final String REQUEST_ID = "requestId";

    private final Json json;
    private final CurrentRequest request;

    @Inject
    public ProblemResponses(Json json, CurrentRequest request) {
        this.json = json;
        this.request = request;
    }

    /**
     * Logs a failure that is not the caller's fault, and returns the problem to answer with: 503 if the database is
     * unavailable, otherwise 500.
     *
     * @param failed what has failed, without a full stop
     */
    public static Problem failure(Throwable error, Logger log, String failed) {
        DatabaseFault.log(log, failed, error);
        return DatabaseFault.isUnavailable(error) ? UNAVAILABLE : INTERNAL;
    }

    /** Returns the exception's problem as a Jakarta REST response. */
    Response of(ProblemException refused) {
        Response response = of(refused.problem());
        refused.retryAfterSeconds()
                .ifPresent(seconds -> response.getHeaders().putSingle(HttpHeaders.RETRY_AFTER, seconds));
        refused.challenge()
                .ifPresent(challenge -> response.getHeaders().putSingle(HttpHeaders.WWW_AUTHENTICATE, challenge));
        return response;
    }

    /** Returns the problem as a Jakarta REST response. */
    public Response of(Problem problem) {
        Response.ResponseBuilder response = Response.status(problem.status())
                .type(Problem.MEDIA_TYPE)
                // As bytes: the writer chosen for the media type could differ between servers.
                .entity(document(problem));
        if (problem.status() == 503) {
            response.header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
        }
        return response.build();
    }

    /** Says in a response that the request may be repeated in a few seconds, when the database may be back. */
    public static void setRetryAfter(HttpServletResponse response) {
        response.setHeader(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
    }

    /**
     * Writes the exception's problem outside of Jakarta REST.
     *
     * @throws IOException if the caller is gone
     */
    public void write(ProblemException refused, HttpServletResponse response) throws IOException {
        refused.retryAfterSeconds()
                .ifPresent(seconds -> response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(seconds)));
        refused.challenge().ifPresent(challenge -> response.setHeader(HttpHeaders.WWW_AUTHENTICATE, challenge));
        write(refused.problem(), response);
    }

    /**
     * Writes the problem outside of Jakarta REST.
     *
     * @throws IOException if the caller is gone
     */
    public void write(Problem problem, HttpServletResponse response) throws IOException {
        byte[] body = document(problem);
        response.setStatus(problem.status());
        response.setContentType(Problem.MEDIA_TYPE);
        response.setContentLength(body.length);
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        if (problem.status() == 503) {
            setRetryAfter(response);
        }
        response.getOutputStream().write(body);
    }

    /**
     * Writes the exception's problem outside of Jakarta REST and flushes it: some servers replace what was
     * written before the request has reached a servlet with an answer of their own.
     *
     * @throws IOException if the caller is gone
     */
    public void send(ProblemException refused, HttpServletResponse response) throws IOException {
        write(refused, response);
        response.flushBuffer();
    }

    /** Adds the request id, by which the request is found in the log. */
    private byte[] document(Problem problem) {
        ObjectNode document = json.tree(problem);
        request.id().ifPresent(id -> document.put(REQUEST_ID, id));
        return json.write(document).getBytes(StandardCharsets.UTF_8);
    }
}
