package io.latchkey.security;

import static jakarta.security.enterprise.identitystore.CredentialValidationResult.INVALID_RESULT;
import static jakarta.security.enterprise.identitystore.CredentialValidationResult.NOT_VALIDATED_RESULT;

import io.latchkey.caller.KeyDecision;
import io.latchkey.caller.KeyDecisions;
import io.latchkey.key.PresentedKey;
import io.latchkey.key.PresentedKeys;
import io.latchkey.right.ApiRole;
import io.latchkey.token.EventTokens;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.security.enterprise.credential.Credential;
import jakarta.security.enterprise.identitystore.CredentialValidationResult;
import jakarta.security.enterprise.identitystore.IdentityStore;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Validates bearer tokens for events. A token is valid as long as the secret that requested it is valid and its
 * key is permitted to send events, and deletes them if its key may. A successful validation counts as a use of
 * both.
 */
@Singleton
public class EventTokenIdentityStore implements IdentityStore {

    private static final Set<String> ROLES = Set.of(ApiRole.EVENTS_SEND, ApiRole.EVENTS_DELETE);

    private final EventTokens tokens;
    private final PresentedKeys keys;
    private final KeyDecisions decisions;
    private final KeyAdmission admission;

    @Inject
    public EventTokenIdentityStore(
            EventTokens tokens, PresentedKeys keys, KeyDecisions decisions, KeyAdmission admission) {
        this.tokens = tokens;
        this.keys = keys;
        this.decisions = decisions;
        this.admission = admission;
    }

    /**
     * Returns a valid result for a valid token of an enabled key with the right; does not validate other
     * kinds of credentials.
     */
    @Override
    public CredentialValidationResult validate(Credential credential) {
        if (!(credential instanceof EventTokenCredential presented)) {
            return NOT_VALIDATED_RESULT;
        }
        Optional<PresentedKey> found = tokens.secretId(presented.token())
                .flatMap(secretId -> decisions.undecidedUnlessFound(() -> keys.findSecret(secretId)));
        if (found.isEmpty()) {
            decisions.count(KeyDecision.UNKNOWN);
        }
        return found.filter(admission::checkAndRecord).map(this::result).orElse(INVALID_RESULT);
    }

    private CredentialValidationResult result(PresentedKey key) {
        Set<String> roles = roles(key);
        return roles.contains(ApiRole.EVENTS_SEND)
                ? new CredentialValidationResult(admission.admit(key), roles)
                : INVALID_RESULT;
    }

    private static Set<String> roles(PresentedKey key) {
        return key.accessRight().roles().stream().filter(ROLES::contains).collect(Collectors.toUnmodifiableSet());
    }
}
