package io.latchkey.key;

import io.latchkey.quota.Quota;
import io.latchkey.quota.RateLimit;
import io.latchkey.right.AccessRight;
import io.latchkey.right.CustomRight;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A key's settings as recorded in the audit log before and after a change. */
record KeyState(
        String description,
        AccessRight accessRight,
        Optional<String> customRight,
        KeyStatus status,
        Optional<DisabledBy> disabledBy,
        Optional<Instant> expiresAt,
        List<String> allowedAddresses,
        Optional<String> externalId,
        Map<String, String> labels,
        Optional<RateLimit> rateLimit,
        Optional<Quota> quota) {

    static KeyState of(ApiKey key, InactivityPolicy inactivity, Instant now) {
        return new KeyState(
                key.description(),
                key.accessRight(),
                key.customRight().map(CustomRight::name),
                key.status(inactivity, now),
                key.disabledBy(inactivity, now),
                key.expiresAt(),
                key.allowedAddresses(),
                key.externalId(),
                key.labelsByName(),
                key.rateLimit(),
                key.quota());
    }

    /**
     * Returns whether an enabled key will be disabled automatically at a different time than in the previous
     * state.
     */
    boolean endsOtherThan(KeyState before) {
        return status == KeyStatus.ENABLED
                && !(before.status == KeyStatus.ENABLED && before.expiresAt.equals(expiresAt));
    }
}
