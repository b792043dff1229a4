package io.latchkey.openid;

import jakarta.security.enterprise.credential.Credential;

/** What a provider has asserted about a person who wants to sign in. */
public record OpenIdCredential(OpenIdIdentity identity) implements Credential {}
