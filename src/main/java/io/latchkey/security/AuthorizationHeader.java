package io.latchkey.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** What a well-formed {@code Authorization} header presents, in one of the two schemes that are known here. */
public sealed interface AuthorizationHeader permits BasicCredentials, BearerToken {

    /** Characters of the header's value. Ours need 90; the rest is for long user names and keys made elsewhere. */
    int MAX_LENGTH = 4096;

    /** What the request presents, in its one header of that name. */
    static Optional<? extends AuthorizationHeader> of(HttpServletRequest request) {
        List<String> headers = Collections.list(request.getHeaders(HttpHeaders.AUTHORIZATION));
        // Two headers could be read differently by a proxy and by us: neither is believed.
        return headers.size() == 1 ? parse(headers.get(0)) : Optional.empty();
    }

    /** What the header's value presents; nothing when it is of another scheme, malformed or over-long. */
    static Optional<? extends AuthorizationHeader> parse(String header) {
        Optional<BasicCredentials> basic = BasicCredentials.parse(header);
        return basic.isPresent() ? basic : BearerToken.parse(header);
    }
}
