package io.latchkey.security;

import io.latchkey.keytoken.KeyToken;
import jakarta.security.enterprise.credential.Credential;

/**
 * An API key that was presented, yet to be validated.
 *
 * @param token the text that stood in the password's place
 */
public record ApiKeyCredential(KeyToken token) implements Credential {}
