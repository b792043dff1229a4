package io.latchkey.security;

import io.latchkey.token.EventToken;
import jakarta.security.enterprise.credential.Credential;

/**
 * A bearer token that was presented to send an event, not yet validated.
 *
 * @param token the token from the header
 */
public record EventTokenCredential(EventToken token) implements Credential {}
