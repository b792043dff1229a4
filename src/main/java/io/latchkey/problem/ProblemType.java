package io.latchkey.problem;

import java.util.Locale;

/** The kinds of problems that say more than their HTTP status code. */
public enum ProblemType {
    /** The body or a parameter breaks a rule; {@code errors} names each field. */
    INVALID_REQUEST(400, "The request is not valid"),
    /** No credential, or one that opens nothing. Which of the two, and why, is not told. */
    UNAUTHENTICATED(401, "Authentication is required"),
    /** The API key is right, the method is outside its access right. */
    ACCESS_RIGHT_NEEDED(403, "The access right of this API key does not allow this method"),
    /** The API key is right, and not allowed where the request comes from. */
    ADDRESS_NOT_ALLOWED(403, "This API key may not be used from your address"),
    /** The account user is right, the method is outside their role. */
    ROLE_NEEDED(403, "Your role does not allow this method"),
    /** The request conflicts with stored data; {@code errors} names where. */
    CONFLICT(409, "The request conflicts with stored data"),
    /** The resource was changed by someone else in the meantime. */
    CHANGED_MEANWHILE(409, "Changed by someone else in the meantime"),
    /** The API key is known by its digest alone, so that nobody can be shown it. */
    KEY_NOT_KEPT(409, "This API key is not kept for copying"),
    /** {@code If-Match} names an older state of the resource. */
    PRECONDITION_FAILED(412, "The resource has changed since you read it"),
    /** The body is over the limit of the method. */
    BODY_TOO_LARGE(413, "The body is too large"),
    /** The key or its organisation has made all the requests of a period. */
    TOO_MANY_REQUESTS(429, "Too many requests"),
    /** The key has made all the requests of its day or month. */
    QUOTA_USED_UP(429, "The quota of this API key is used up"),
    /** Too many wrong credentials have come from the address. */
    TOO_MANY_ATTEMPTS(429, "Too many failed attempts"),
    /** The reference has the method, this product does not. */
    NOT_IMPLEMENTED(501, "Not supported"),
    /**
     * The database cannot be reached, or cannot write, or too many passwords wait for their check; nothing was decided, and
     * nothing changed unless it says so.
     */
    UNAVAILABLE(503, "Temporarily unavailable");

    private final int status;
    private final String title;

    ProblemType(int status, String title) {
        this.status = status;
        this.title = title;
    }

    /** The HTTP status code. */
    public int status() {
        return status;
    }

    /** The kind in words. */
    public String title() {
        return title;
    }

    /** The identifier that the document's {@code type} carries. */
    public String uri() {
        return "urn:latchkey:problem:" + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
