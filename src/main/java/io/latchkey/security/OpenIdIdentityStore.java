package io.latchkey.security;

import static jakarta.security.enterprise.identitystore.CredentialValidationResult.INVALID_RESULT;
import static jakarta.security.enterprise.identitystore.CredentialValidationResult.NOT_VALIDATED_RESULT;

import io.latchkey.database.ConflictRetry;
import io.latchkey.openid.LinkedIdentities;
import io.latchkey.openid.OpenIdCredential;
import io.latchkey.organisation.Accounts;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.security.enterprise.credential.Credential;
import jakarta.security.enterprise.identitystore.CredentialValidationResult;
import jakarta.security.enterprise.identitystore.IdentityStore;

/** Validates identities asserted by an OpenID Connect provider as users of this installation. */
@Singleton
public class OpenIdIdentityStore implements IdentityStore {

    private final LinkedIdentities identities;
    private final Accounts accounts;

    @Inject
    public OpenIdIdentityStore(LinkedIdentities identities, Accounts accounts) {
        this.identities = identities;
        this.accounts = accounts;
    }

    /** Returns a valid result for a user's identity; does not validate other kinds of credentials. */
    @Override
    public CredentialValidationResult validate(Credential credential) {
        if (!(credential instanceof OpenIdCredential told)) {
            return NOT_VALIDATED_RESULT;
        }
        return ConflictRetry.call(() -> identities.userId(told.identity()))
                .flatMap(accounts::user)
                .map(AccountIdentityStore::accept)
                .orElse(INVALID_RESULT);
    }
}
