package io.latchkey.openid;

import java.util.Optional;

/**
 * A person's identity as stated by the provider.
 *
 * @param issuer the provider
 * @param subject identifies this person at the provider, and never another one (OpenID Connect Core 1.0,
 *     section 2)
 * @param userName the person's user name in Latchkey; empty if the provider does not vouch for it
 */
public record OpenIdIdentity(String issuer, String subject, Optional<String> userName) {}
