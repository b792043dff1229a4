package io.latchkey.security;

import io.latchkey.keytoken.KeyToken;
import jakarta.security.enterprise.credential.Credential;

/**
 * An API key that was presented but not yet validated.
 *
 * @param token the text given as the password
 */
public record ApiKeyCredential(KeyToken token) implements Credential {}
