package io.latchkey.verify;

import io.latchkey.caller.KeyDecision;
import io.latchkey.caller.KeyDecisions;
import io.latchkey.key.DisabledBy;
import io.latchkey.key.InactivityPolicy;
import io.latchkey.key.PresentedKey;
import io.latchkey.key.PresentedKeys;
import io.latchkey.keytoken.KeyToken;
import io.latchkey.limit.RequestLimits;
import io.latchkey.security.KeyAdmission;
import io.latchkey.security.KeyGuard;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Optional;

/**
 * Decides whether a key is valid for a request to another service, by the same checks as in the guarded API:
 * in the same order, and counted as a use and against the limits at the same points.
 */
@Singleton
class KeyVerifier {

    private final PresentedKeys keys;
    private final KeyGuard guard;
    private final KeyAdmission admission;
    private final KeyDecisions decisions;
    private final RequestLimits limits;
    private final InactivityPolicy inactivity;
    private final Clock clock;

    @Inject
    KeyVerifier(
            PresentedKeys keys,
            KeyGuard guard,
            KeyAdmission admission,
            KeyDecisions decisions,
            RequestLimits limits,
            InactivityPolicy inactivity,
            Clock clock) {
        this.keys = keys;
        this.guard = guard;
        this.admission = admission;
        this.decisions = decisions;
        this.limits = limits;
        this.inactivity = inactivity;
        this.clock = clock;
    }

    /**
     * Finds a key presented by the caller, or by a proxy on their behalf.
     *
     * @throws io.latchkey.limit.TooManyAttempts if the caller is guessing
     */
    Optional<PresentedKey> find(KeyToken presented) {
        return guard.find(presented);
    }

    /** Verifies a key that another caller has presented to the asking service. */
    Verdict verify(KeyToken presented, Question question) {
        Optional<PresentedKey> found = decisions.undecidedUnlessFound(() -> keys.find(presented));
        if (found.isEmpty()) {
            decisions.count(KeyDecision.UNKNOWN);
        }
        return found.map(key -> verify(key, question)).orElse(Verdict.UNKNOWN);
    }

    /** Verifies a key that was found. */
    Verdict verify(PresentedKey key, Question question) {
        if (key.organisationId() != question.organisationId() || !key.isValid(clock.instant())) {
            decisions.count(KeyDecision.UNKNOWN);
            return Verdict.UNKNOWN;
        }
        if (!admission.checkAndCount(key)) {
            boolean expired = key.disabledBy(inactivity, clock.instant())
                    .filter(DisabledBy.EXPIRY::equals)
                    .isPresent();
            return expired ? Verdict.expired(key) : Verdict.disabled(key);
        }
        if (!question.isFromAllowedAddress(key)) {
            decisions.count(KeyDecision.ADDRESS_REFUSED);
            return Verdict.elsewhere(key);
        }
        return Verdict.counted(key, limits.take(admission.use(key)), question.isPermittedBy(key));
    }
}
