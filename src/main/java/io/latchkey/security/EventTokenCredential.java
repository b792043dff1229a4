package io.latchkey.security;

import io.latchkey.token.EventToken;
import jakarta.security.enterprise.credential.Credential;

/**
 * A bearer token that was presented for a method of events, not yet validated.
 *
 * @param token the token from the header
 */
public record EventTokenCredential(EventToken token) implements Credential {}
