package io.latchkey.security;

import io.latchkey.key.ApiKey;
import io.latchkey.key.ApiKeyPrincipal;
import io.latchkey.key.InactivityPolicy;
import io.latchkey.key.KeyStatus;
import io.latchkey.usage.LastUses;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.security.enterprise.identitystore.CredentialValidationResult;
import java.time.Clock;
import java.util.Set;

/** Lets an API key in, however it was presented: only an enabled one, and each time is a use of it. */
@Singleton
public class KeyAdmission {

    private final InactivityPolicy inactivity;
    private final LastUses lastUses;
    private final Clock clock;

    @Inject
    public KeyAdmission(InactivityPolicy inactivity, LastUses lastUses, Clock clock) {
        this.inactivity = inactivity;
        this.lastUses = lastUses;
        this.clock = clock;
    }

    /** Whether the key opens anything now. */
    boolean opens(ApiKey key) {
        // The database may not know yet of a use just before the deadline; this node does.
        return key.status(lastUses.pending(key.id()), inactivity, clock.instant()) == KeyStatus.ENABLED;
    }

    /** The caller that the key is, with the roles that it has by the way it was presented. */
    CredentialValidationResult admit(ApiKey key, Set<String> roles) {
        ApiKeyPrincipal principal = new ApiKeyPrincipal(key.id(), key.organisationId(), key.number());
        lastUses.record(principal);
        return new CredentialValidationResult(principal, roles);
    }
}
