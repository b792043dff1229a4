package io.latchkey.verify;

import io.latchkey.key.ApiKey;
import io.latchkey.key.ApiKeys;
import io.latchkey.key.DisabledBy;
import io.latchkey.key.InactivityPolicy;
import io.latchkey.key.KeySecret;
import io.latchkey.key.KeyToken;
import io.latchkey.limit.RequestLimits;
import io.latchkey.security.KeyAdmission;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;

/**
 * Decides whether a key is good for a request to another service, by what decides it in the guarded API: in the same order,
 * and counted as a use and against the limits at the same points.
 */
@Singleton
class KeyVerifier {

    private final ApiKeys keys;
    private final KeyAdmission admission;
    private final RequestLimits limits;
    private final InactivityPolicy inactivity;
    private final Clock clock;

    @Inject
    KeyVerifier(ApiKeys keys, KeyAdmission admission, RequestLimits limits, InactivityPolicy inactivity, Clock clock) {
        this.keys = keys;
        this.admission = admission;
        this.limits = limits;
        this.inactivity = inactivity;
        this.clock = clock;
    }

    Verdict verify(KeyToken presented, Question question) {
        return keys.find(presented)
                .filter(secret -> secret.key().organisationId() == question.organisationId())
                .filter(secret -> secret.isValid(clock.instant()))
                .map(secret -> verify(secret, question))
                .orElse(Verdict.UNKNOWN);
    }

    private Verdict verify(KeySecret secret, Question question) {
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
