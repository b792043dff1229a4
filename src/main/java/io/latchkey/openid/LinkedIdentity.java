package io.latchkey.openid;

/**
 * What the audit log says of a user whom a provider vouches for from now on.
 *
 * @param subject theirs at the provider
 */
record LinkedIdentity(String issuer, String subject) {}
