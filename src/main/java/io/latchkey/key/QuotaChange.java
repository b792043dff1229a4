package io.latchkey.key;

import io.latchkey.problem.FieldError;
import io.latchkey.problem.ProblemException;
import io.latchkey.quota.Quota;
import io.latchkey.quota.QuotaPeriod;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A quota to give to a key, as a merge patch (RFC 7396): what is left out is as it was.
 *
 * @param requests how many the key has in a period; 1 to {@link Quota#MAX}
 * @param period when it has them again
 */
public record QuotaChange(Optional<Long> requests, Optional<QuotaPeriod> period) {

    /**
     * The quota that the key is to have.
     *
     * @throws ProblemException 400, when nothing was said of one of the two, or the number is not valid
     */
    Quota of(Optional<Quota> before) {
        long newRequests = requests.or(() -> before.map(Quota::requests)).orElse(0L);
        Optional<QuotaPeriod> newPeriod = period.or(() -> before.map(Quota::period));
        List<FieldError> errors = new ArrayList<>();
        if (newRequests < 1 || newRequests > Quota.MAX) {
            errors.add(new FieldError("quota.requests", "must be from 1 to " + Quota.MAX));
        }
        if (newPeriod.isEmpty()) {
            errors.add(new FieldError("quota.period", "must be DAY or MONTH"));
        }
        if (!errors.isEmpty()) {
            throw ProblemException.invalid(errors);
        }
        return new Quota(newRequests, newPeriod.get());
    }
}
