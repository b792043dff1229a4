package io.latchkey.security;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A bearer token (RFC 6750, section 2.1).
 *
 * @param value the token, not yet validated
 */
public record BearerToken(String value) implements AuthorizationHeader {

    private static final Pattern FORM = Pattern.compile("(?i:Bearer) +([A-Za-z0-9._~+/-]++=*+) *");

    /** Parses an {@code Authorization} header; empty if it is not well-formed Bearer. */
    public static Optional<BearerToken> parse(String header) {
        Matcher form = FORM.matcher(header);
        return header.length() <= MAX_LENGTH && form.matches()
                ? Optional.of(new BearerToken(form.group(1)))
                : Optional.empty();
    }

    /** Never reveals the token. */
    @Override
    public String toString() {
        return "BearerToken[…]";
    }
}
