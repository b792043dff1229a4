package io.latchkey.security;

import static jakarta.security.enterprise.identitystore.CredentialValidationResult.INVALID_RESULT;
import static jakarta.security.enterprise.identitystore.CredentialValidationResult.NOT_VALIDATED_RESULT;

import io.latchkey.key.PresentedKey;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.security.enterprise.credential.Credential;
import jakarta.security.enterprise.identitystore.CredentialValidationResult;
import jakarta.security.enterprise.identitystore.IdentityStore;
import java.util.Optional;

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
        if (credential instanceof ApiKeyCredential presented) {
            return validate(keys.find(presented.token()));
        }
        return credential instanceof AskerCredential asker ? validate(asker) : NOT_VALIDATED_RESULT;
    }

    /** Before the users' store: looking a key up costs less than a password's hash. */
    @Override
    public int priority() {
        return 50;
    }

    private CredentialValidationResult validate(AskerCredential asker) {
        Optional<PresentedKey> found = keys.findAmongOthers(asker.asKey());
        if (found.isPresent() || asker.asKey().isOurs()) {
            // One that is disabled, or guessed, is no wrong password of whoever has the user name beside it.
            asker.decideAsKey();
        }
        return validate(found);
    }

    private CredentialValidationResult validate(Optional<PresentedKey> found) {
        return found.filter(admission::letsIn)
                .map(key -> admission.admit(key, key.accessRight().allRoles()))
                .orElse(INVALID_RESULT);
    }
}
