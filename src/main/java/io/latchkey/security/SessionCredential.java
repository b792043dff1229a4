package io.latchkey.security;

import jakarta.security.enterprise.credential.Credential;

/**
 * A session that began with a user's name and password.
 *
 * @param userId the user's id
 */
public record SessionCredential(long userId) implements Credential {}
