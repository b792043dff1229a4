package io.latchkey.key;

import io.latchkey.problem.FieldError;
import io.latchkey.problem.ProblemException;
import io.latchkey.quota.Quota;
import io.latchkey.quota.QuotaPeriod;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A change to a key's quota, as a JSON merge patch (RFC 7396): omitted fields stay as they are.
 *
 * @param requests the number of requests per period; 1 to {@link Quota#MAX}
 * @param period the period after which the quota is reset
 */
public record QuotaChange(Optional<Long> requests, Optional<QuotaPeriod> period) {

    /**
     * Returns the quota that results from this change.
     *
     * @throws ProblemException 400, if one of the two is in neither the change nor the previous quota, or the
     *     number is not valid
     */
    Quota applyTo(Optional<Quota> before) {
        long newRequests = requests.or(() -> before.map(Quota::requests)).orElse(0L);
        Optional<QuotaPeriod> newPeriod = period.or(() -> before.map(Quota::period));
        List<FieldError> errors = new ArrayList<>();
        if (newRequests < 1 || newRequests > Quota.MAX) {
            errors.add(new FieldError("quota.requests", "must be from 1 to " + Quota.MAX));
        }
        if (newPeriod.isEmpty()) {
            errors.add(new FieldError("quota.period", "must be DAY or MONTH"));
        }
        ProblemException.throwIfAny(errors);
        return new Quota(newRequests, newPeriod.get());
    }
}
