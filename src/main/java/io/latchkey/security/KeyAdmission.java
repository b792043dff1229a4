package io.latchkey.security;

import io.latchkey.caller.ApiKeyPrincipal;
import io.latchkey.caller.KeyDecision;
import io.latchkey.caller.KeyDecisions;
import io.latchkey.key.InactivityPolicy;
import io.latchkey.key.KeyStatus;
import io.latchkey.key.PresentedKey;
import io.latchkey.network.ClientAddress;
import io.latchkey.problem.Problem;
import io.latchkey.problem.ProblemException;
import io.latchkey.problem.ProblemType;
import io.latchkey.usage.KeyActivity;
import io.latchkey.usage.KeyUses;
import io.latchkey.usage.LastUses;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.security.enterprise.identitystore.CredentialValidationResult;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Instant;
import java.util.Set;

/** Lets an API key in, however it was presented: only an enabled one, and each time is a use of it. */
@Singleton
public class KeyAdmission {

    private final InactivityPolicy inactivity;
    private final KeyDecisions decisions;
    private final LastUses lastUses;
    private final KeyActivity activity;
    private final KeyUses uses;
    private final ClientAddress clientAddress;
    private final HttpServletRequest request;
    private final Clock clock;

    /** The request is the container's stand-in for the one that the thread works on. */
    @Inject
    public KeyAdmission(
            InactivityPolicy inactivity,
            KeyDecisions decisions,
            LastUses lastUses,
            KeyActivity activity,
            KeyUses uses,
            ClientAddress clientAddress,
            HttpServletRequest request,
            Clock clock) {
        this.inactivity = inactivity;
        this.decisions = decisions;
        this.lastUses = lastUses;
        this.activity = activity;
        this.uses = uses;
        this.clientAddress = clientAddress;
        this.request = request;
        this.clock = clock;
    }

    /** Whether the secret that was presented opens its key, and the key anything, now. */
    public boolean opens(PresentedKey key) {
        Instant now = clock.instant();
        // The database may not know yet of a use just before the deadline; this node does.
        if (!key.isValid(now)) {
            decisions.count(KeyDecision.UNKNOWN);
            return false;
        }
        boolean enabled = key.status(lastUses.pending(key.keyId()), inactivity, now) == KeyStatus.ENABLED;
        if (!enabled) {
            decisions.count(KeyDecision.DISABLED);
        }
        return enabled;
    }

    /**
     * Whether the caller who presents the secret, or what stands for it, is let in; that they are not is noted as what the
     * key did.
     */
    boolean letsIn(PresentedKey key) {
        boolean opens = opens(key);
        if (!opens) {
            recordRefusal(key, 401);
        }
        return opens;
    }

    /**
     * The caller that the key is, with the roles that it has by the way it was presented.
     *
     * @throws ProblemException 403, when the key is not allowed where the request comes from
     */
    CredentialValidationResult admit(PresentedKey key, Set<String> roles) {
        if (!key.letsInEveryone() && !key.letsIn(clientAddress.of(request))) {
            recordRefusal(key, 403);
            decisions.count(KeyDecision.ADDRESS_REFUSED);
            throw new ProblemException(Problem.of(
                    ProblemType.ADDRESS_NOT_ALLOWED,
                    "The key can be used only from the addresses that are allowed for it."));
        }
        return new CredentialValidationResult(use(key), roles);
    }

    /** Notes that a secret that opens its key was used: the caller that the key is. */
    public ApiKeyPrincipal use(PresentedKey key) {
        lastUses.record(key.principal());
        return key.principal();
    }

    /** Whoever looks for misuse of a key wants to see the attempts too. */
    private void recordRefusal(PresentedKey key, int status) {
        activity.record(key.keyId(), uses.of(request, status));
    }
}
