package io.latchkey.security;

import static jakarta.security.enterprise.identitystore.CredentialValidationResult.INVALID_RESULT;
import static jakarta.security.enterprise.identitystore.CredentialValidationResult.NOT_VALIDATED_RESULT;

import io.latchkey.key.AccessRight;
import io.latchkey.key.ApiKey;
import io.latchkey.key.ApiKeyPrincipal;
import io.latchkey.key.ApiKeys;
import io.latchkey.key.ApiRole;
import io.latchkey.key.InactivityPolicy;
import io.latchkey.key.KeyStatus;
import io.latchkey.usage.LastUses;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.security.enterprise.credential.Credential;
import jakarta.security.enterprise.identitystore.CredentialValidationResult;
import jakarta.security.enterprise.identitystore.IdentityStore;
import java.time.Clock;
import java.util.HashSet;
import java.util.Set;

/** Decides whether an API key opens the guarded API, and to which roles. A success is a use of the key. */
@Singleton
public class ApiKeyIdentityStore implements IdentityStore {

    private final ApiKeys keys;
    private final InactivityPolicy inactivity;
    private final LastUses lastUses;
    private final Clock clock;

    @Inject
    public ApiKeyIdentityStore(ApiKeys keys, InactivityPolicy inactivity, LastUses lastUses, Clock clock) {
        this.keys = keys;
        this.inactivity = inactivity;
        this.lastUses = lastUses;
        this.clock = clock;
    }

    /** Valid for an enabled key; no verdict on credentials of other kinds. */
    @Override
    public CredentialValidationResult validate(Credential credential) {
        if (!(credential instanceof ApiKeyCredential presented)) {
            return NOT_VALIDATED_RESULT;
        }
        return keys.find(presented.token())
                .filter(this::opens)
                .map(this::accept)
                .orElse(INVALID_RESULT);
    }

    private boolean opens(ApiKey key) {
        // The database may not know yet of a use just before the deadline; this node does.
        return key.status(lastUses.pending(key.id()), inactivity, clock.instant()) == KeyStatus.ENABLED;
    }

    private CredentialValidationResult accept(ApiKey key) {
        ApiKeyPrincipal principal = new ApiKeyPrincipal(key.id(), key.organisationId(), key.number());
        lastUses.record(principal);
        return new CredentialValidationResult(principal, groups(key.accessRight()));
    }

    private static Set<String> groups(AccessRight right) {
        Set<String> groups = new HashSet<>(right.roles());
        groups.add(ApiRole.KEY);
        return groups;
    }
}
