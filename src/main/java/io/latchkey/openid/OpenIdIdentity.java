package io.latchkey.openid;

import java.util.Optional;

/**
 * Who somebody is, as the provider says it.
 *
 * @param issuer the provider
 * @param subject theirs alone at this provider, and never another's (OpenID Connect Core 1.0, section 2)
 * @param userName what they say to be called here; none when the provider does not vouch for it
 */
public record OpenIdIdentity(String issuer, String subject, Optional<String> userName) {}
