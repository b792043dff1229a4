package io.latchkey.token;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * A new token, in the words of RFC 6749, section 5.1.
 *
 * @param token the token in clear
 * @param tokenType how it is sent: {@code Bearer} (RFC 6750)
 * @param expiresIn seconds from now
 */
public record TokenDocument(
        @JsonProperty("access_token") EventToken token,
        @JsonProperty("token_type") String tokenType,
        @JsonProperty("expires_in") long expiresIn) {}
