package io.latchkey.security;

/**
 * The challenge of HTTP Basic (RFC 7617, sections 2 and 2.1) to a caller without valid credentials.
 *
 * @param realm the name of what the credentials are for; without quotes and backslashes, which the header would have
 *     to escape
 */
public record BasicChallenge(String realm) {

    /** Returns the value of the header {@code WWW-Authenticate}; says that credentials are in UTF-8. */
    public String header() {
        return "Basic realm=\"" + realm + "\", charset=\"UTF-8\"";
    }
}
