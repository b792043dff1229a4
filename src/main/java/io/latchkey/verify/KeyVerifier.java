package io.latchkey.verify;

import io.latchkey.key.ApiKey;
import io.latchkey.key.ApiKeys;
import io.latchkey.key.DisabledBy;
import io.latchkey.key.InactivityPolicy;
import io.latchkey.key.KeySecret;
import io.latchkey.key.KeyToken;
import io.latchkey.limit.RequestLimits;
import io.latchkey.security.KeyAdmission;
import io.latchkey.security.KeyGuard;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Optional;

/**
 * Decides whether a key is good for a request to another service, by what decides it in the guarded API: in the same order,
 * and counted as a use and against the limits at the same points.
 */
@Singleton
class KeyVerifier {

    private final KeyGuard guard;
    private final ApiKeys keys;
    private final KeyAdmission admission;
    private final RequestLimits limits;
    private final InactivityPolicy inactivity;
    private final Clock clock;

    @Inject
    KeyVerifier(
            KeyGuard guard,
            ApiKeys keys,
            KeyAdmission admission,
            RequestLimits limits,
            InactivityPolicy inactivity,
            Clock clock) {
        this.guard = guard;
        this.keys = keys;
        this.admission = admission;
        this.limits = limits;
        this.inactivity = inactivity;
        this.clock = clock;
    }

    /** A key that the request itself presents: whoever guesses is slowed down. */
    Verdict verifyPresented(KeyToken presented, Question question) {
        return verdict(guard.find(presented), question);
    }

    /** A key that a known asker was sent. */
    Verdict verifySent(KeyToken sent, Question question) {
        return verdict(keys.find(sent), question);
    }

    private Verdict verdict(Optional<KeySecret> found, Question question) {
        return found.filter(secret -> secret.key().organisationId() == question.organisationId())
                .filter(secret -> secret.isValid(clock.instant()))
                .map(secret -> verdict(secret, question))
                .orElse(Verdict.UNKNOWN);
    }

    private Verdict verdict(KeySecret secret, Question question) {
        ApiKey key = secret.key();
        if (!admission.opens(secret)) {
            boolean expired = key.disabledBy(inactivity, clock.instant())
                    .filter(DisabledBy.EXPIRY::equals)
                    .isPresent();
            return expired ? Verdict.expired(key) : Verdict.disabled(key);
        }
        if (!question.isFromWhereItMay(key)) {
            return Verdict.elsewhere(key);
        }
        return Verdict.counted(key, limits.take(admission.use(secret)), question.isAnsweredBy(key));
    }
}
