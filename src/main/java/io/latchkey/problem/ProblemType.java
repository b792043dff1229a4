package io.latchkey.problem;

import java.util.Locale;

/** The kinds of problems that say more than their HTTP status code. */
public enum ProblemType {
    /** The body or a parameter violates a rule; {@code errors} names each field. */
    INVALID_REQUEST(400, "The request is not valid"),
    /** The credential is missing or not accepted. Which of the two, and why, is not disclosed. */
    UNAUTHENTICATED(401, "Authentication is required"),
    /** The API key is valid, but its access right does not cover the method. */
    ACCESS_RIGHT_NEEDED(403, "The access right of this API key does not allow this method"),
    /** The API key is valid, but not allowed from the request's address. */
    ADDRESS_NOT_ALLOWED(403, "This API key may not be used from your address"),
    /** The account user is valid, but their role does not cover the method. */
    ROLE_NEEDED(403, "Your role does not allow this method"),
    /** The request conflicts with stored data; {@code errors} names where. */
    CONFLICT(409, "The request conflicts with stored data"),
    /** The resource has meanwhile been changed by someone else. */
    CHANGED_MEANWHILE(409, "Changed by someone else in the meantime"),
    /** Only the digest of the API key is stored, so that it cannot be shown to anyone. */
    KEY_NOT_KEPT(409, "This API key is not kept for copying"),
    /** {@code If-Match} names an older version of the resource. */
    PRECONDITION_FAILED(412, "The resource has changed since you read it"),
    /** The body exceeds the method's limit. */
    BODY_TOO_LARGE(413, "The body is too large"),
    /** The key or its organisation has reached the number of requests allowed in a period. */
    TOO_MANY_REQUESTS(429, "Too many requests"),
    /** The key has reached its daily or monthly number of requests. */
    QUOTA_USED_UP(429, "The quota of this API key is used up"),
    /** Too many wrong credentials have been sent from the address. */
    TOO_MANY_ATTEMPTS(429, "Too many failed attempts"),
    /** The reference has the method, but this product does not. */
    NOT_IMPLEMENTED(501, "Not supported"),
    /**
     * The database cannot be reached or cannot write, or too many passwords are waiting to be checked;
     * nothing was decided, and nothing changed unless the detail says so.
     */
    UNAVAILABLE(503, "Temporarily unavailable");

    private final int status;
    private final String title;

    ProblemType(int status, String title) {
        this.status = status;
        this.title = title;
    }

    /** Returns the HTTP status code. */
    public int status() {
        return status;
    }

    /** Returns the kind in words. */
    public String title() {
        return title;
    }

    /** Returns the identifier used as the document's {@code type}. */
    public String uri() {
        return "urn:latchkey:problem:" + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
