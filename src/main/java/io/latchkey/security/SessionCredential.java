package io.latchkey.security;

import jakarta.security.enterprise.credential.Credential;
import java.time.Instant;

/**
 * A session of a user of the pages, who signed in by a password or by OpenID Connect.
 *
 * @param userId the user's id
 * @param passwordSetAt when the password was set that the user had when they signed in
 */
public record SessionCredential(long userId, Instant passwordSetAt) implements Credential {}
