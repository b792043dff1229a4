package io.latchkey.openid;

/**
 * An audit log entry's details about linking a user to an identity for which a provider vouches.
 *
 * @param subject the user's subject at the provider
 */
record LinkedIdentity(String issuer, String subject) {}
