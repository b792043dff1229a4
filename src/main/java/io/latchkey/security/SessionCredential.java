package io.latchkey.security;

import jakarta.security.enterprise.credential.Credential;
import java.time.Instant;

/**
 * A session that began with a user's name and password.
 *
 * @param userId the user's id
 * @param since when it began
 */
public record SessionCredential(long userId, Instant since) implements Credential {}
