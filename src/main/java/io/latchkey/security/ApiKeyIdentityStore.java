package io.latchkey.security;

import static jakarta.security.enterprise.identitystore.CredentialValidationResult.INVALID_RESULT;
import static jakarta.security.enterprise.identitystore.CredentialValidationResult.NOT_VALIDATED_RESULT;

import io.latchkey.key.AccessRight;
import io.latchkey.key.ApiRole;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.security.enterprise.credential.Credential;
import jakarta.security.enterprise.identitystore.CredentialValidationResult;
import jakarta.security.enterprise.identitystore.IdentityStore;
import java.util.HashSet;
import java.util.Set;

/** Decides whether an API key opens the guarded API, and to which roles. A success is a use of the key. */
@Singleton
public class ApiKeyIdentityStore implements IdentityStore {

    private final KeyGuard keys;
    private final KeyAdmission admission;

    @Inject
    public ApiKeyIdentityStore(KeyGuard keys, KeyAdmission admission) {
        this.keys = keys;
        this.admission = admission;
    }

    /** Valid for an enabled key; no verdict on credentials of other kinds. */
    @Override
    public CredentialValidationResult validate(Credential credential) {
        if (!(credential instanceof ApiKeyCredential presented)) {
            return NOT_VALIDATED_RESULT;
        }
        return keys.find(presented.token())
                .filter(admission::opens)
                .map(secret -> admission.admit(secret, roles(secret.key().accessRight())))
                .orElse(INVALID_RESULT);
    }

    private static Set<String> roles(AccessRight right) {
        Set<String> roles = new HashSet<>(right.roles());
        roles.add(ApiRole.KEY);
        return roles;
    }
}
