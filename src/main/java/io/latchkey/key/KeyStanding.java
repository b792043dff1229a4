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

    /** Returns the standing after a use that may not have been written yet, if there is one. */
    KeyStanding after(Optional<Instant> unwrittenUse) {
        return unwrittenUse
                .filter(idleSince::isBefore)
                .map(used -> new KeyStanding(status, disabledBy, used, expiresAt))
                .orElse(this);
    }

    /**
     * Returns the effective status: a key past its inactivity period or expiry counts as disabled even before
     * the next sweep.
     */
    KeyStatus status(InactivityPolicy inactivity, Instant now) {
        return status == KeyStatus.ENABLED && !isExpired(now) && !inactivity.isPast(idleSince, now)
                ? KeyStatus.ENABLED
                : KeyStatus.DISABLED;
    }

    /** Returns what disabled the key, if it is currently disabled. */
    Optional<DisabledBy> disabledBy(InactivityPolicy inactivity, Instant now) {
        if (status(inactivity, now) == KeyStatus.ENABLED) {
            return Optional.empty();
        }
        return disabledBy.or(() -> Optional.of(isExpired(now) ? DisabledBy.EXPIRY : DisabledBy.INACTIVITY));
    }

    /** Returns the time at which the key is disabled if it is not used until then. */
    Instant inactiveAt(InactivityPolicy inactivity) {
        return inactivity.deadline(idleSince);
    }

    /** Returns whether the key has expired, regardless of its status. */
    boolean isExpired(Instant now) {
        return expiresAt.isPresent() && !now.isBefore(expiresAt.get());
    }
}
