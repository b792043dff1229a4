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

/**
 * Validates API keys and determines their roles, both for the guarded API ({@link ApiKeyCredential}) and for who asks
 * about a key ({@link AskerCredential}). A successful validation counts as a use of the key.
 */
@Singleton
public class ApiKeyIdentityStore implements IdentityStore {

    private final KeyGuard keys;
    private final KeyAdmission admission;

    @Inject
    public ApiKeyIdentityStore(KeyGuard keys, KeyAdmission admission) {
        this.keys = keys;
        this.admission = admission;
    }

    /** Returns a valid result for an enabled key; leaves all other kinds of credentials to other stores. */
    @Override
    public CredentialValidationResult validate(Credential credential) {
        if (credential instanceof ApiKeyCredential presented) {
            return result(identify(presented));
        }
        return credential instanceof AskerCredential asker ? validate(asker) : NOT_VALIDATED_RESULT;
    }

    /** Returns the caller that the key is, with its roles; empty if it may not be used. */
    Optional<IdentifiedCaller> identify(ApiKeyCredential presented) {
        return admit(keys.find(presented.token()));
    }

    /** Comes before the users' store, since looking up a key costs less than hashing a password. */
    @Override
    public int priority() {
        return 50;
    }

    private CredentialValidationResult validate(AskerCredential asker) {
        Optional<PresentedKey> found = keys.findAmongOthers(asker.asKey());
        if (found.isPresent() || asker.asKey().isOurs()) {
            // A disabled or guessed key must not count as a wrong password of the user named with it.
            asker.decideAsKey();
        }
        return result(admit(found));
    }

    private Optional<IdentifiedCaller> admit(Optional<PresentedKey> found) {
        return found.filter(admission::checkAndRecord)
                .map(key -> new IdentifiedCaller(
                        admission.admit(key), key.accessRight().allRoles()));
    }

    private static CredentialValidationResult result(Optional<IdentifiedCaller> identified) {
        return identified
                .map(key -> new CredentialValidationResult(key.principal(), key.groups()))
                .orElse(INVALID_RESULT);
    }
}
