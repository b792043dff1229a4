package io.latchkey.token;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * A new token, as in RFC 6749, section 5.1.
 *
 * @param token the token in clear
 * @param tokenType how to send it: {@code Bearer} (RFC 6750)
 * @param expiresIn the lifetime in seconds from now
 */
public record TokenDocument(
        @JsonProperty("access_token") EventToken token,
        @JsonProperty("token_type") String tokenType,
        @JsonProperty("expires_in") long expiresIn) {}
