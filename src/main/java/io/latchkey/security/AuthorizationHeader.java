package io.latchkey.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Enumeration;
import java.util.Optional;

/** The contents of a well-formed {@code Authorization} header in one of the two supported schemes. */
public sealed interface AuthorizationHeader permits BasicCredentials, BearerToken {

    /**
     * The maximum length of the value in characters. Our own need 90; the rest is for long user names and
     * keys created elsewhere.
     */
    int MAX_LENGTH = 4096;

    /** Parses the request's only {@code Authorization} header. */
    static Optional<? extends AuthorizationHeader> of(HttpServletRequest request) {
        Enumeration<String> headers = request.getHeaders(HttpHeaders.AUTHORIZATION);
        if (!headers.hasMoreElements()) {
            return Optional.empty();
        }
        String first = headers.nextElement();
        // A proxy and this server could each read a different one of two headers, so neither is trusted.
        return headers.hasMoreElements() ? Optional.empty() : parse(first);
    }

    /** Parses a header value; empty if it uses another scheme, is malformed or too long. */
    static Optional<? extends AuthorizationHeader> parse(String header) {
        Optional<BasicCredentials> basic = BasicCredentials.parse(header);
        return basic.isPresent() ? basic : BearerToken.parse(header);
    }
}
