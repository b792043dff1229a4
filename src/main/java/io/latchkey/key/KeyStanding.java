package io.latchkey.key;

import java.time.Instant;
import java.util.Optional;

/**
 * The properties that determine whether a key is usable.
 *
 * @param status the stored status; may still be {@code ENABLED} for an expired or inactive key
 * @param disabledBy what disabled it, if stored
 * @param idleSince the start of the current period of inactivity
 * @param expiresAt the time at which it expires
 */
record KeyStanding(KeyStatus status, Optional<DisabledBy> disabledBy, Instant idleSince, Optional<Instant> expiresAt) {

    /** Returns the effective status, taking into account a use that may not have been written yet. */
    KeyStatus status(Optional<Instant> unwrittenUse, InactivityPolicy inactivity, Instant now) {
        Instant activeAt = unwrittenUse.filter(idleSince::isBefore).orElse(idleSince);
        return status == KeyStatus.ENABLED && !isExpired(now) && !inactivity.isPast(activeAt, now)
                ? KeyStatus.ENABLED
                : KeyStatus.DISABLED;
    }

    /** Returns what disabled the key, if it is currently disabled. */
    Optional<DisabledBy> disabledBy(InactivityPolicy inactivity, Instant now) {
        if (status(Optional.empty(), inactivity, now) == KeyStatus.ENABLED) {
            return Optional.empty();
        }
        return disabledBy.or(() -> Optional.of(isExpired(now) ? DisabledBy.EXPIRY : DisabledBy.INACTIVITY));
    }

    /** Returns whether the key has expired, regardless of its status. */
    boolean isExpired(Instant now) {
        return expiresAt.isPresent() && !now.isBefore(expiresAt.get());
    }
}
