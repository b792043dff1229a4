package io.latchkey.security;

import jakarta.security.enterprise.credential.Credential;
import java.time.Instant;

/**
 * The session of a user of the pages, who signed in with a password or through OpenID Connect.
 *
 * @param userId the user's id
 * @param passwordSetAt when the password was set that the user had on signing in
 */
public record SessionCredential(long userId, Instant passwordSetAt) implements Credential {}
