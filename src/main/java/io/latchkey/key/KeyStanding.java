package io.latchkey.key;

import java.time.Instant;
import java.util.Optional;

/**
 * What decides whether a key opens anything.
 *
 * @param status as it is written down; a key past its period or its date may still be {@code ENABLED} there
 * @param disabledBy what disabled it, if that is written down
 * @param idleSince the start of the present inactivity
 * @param expiresAt from when on it opens nothing
 */
record KeyStanding(KeyStatus status, Optional<DisabledBy> disabledBy, Instant idleSince, Optional<Instant> expiresAt) {

    /** The status now, where a use may be known that has not been written down yet. */
    KeyStatus status(Optional<Instant> unwrittenUse, InactivityPolicy inactivity, Instant now) {
        Instant activeAt = unwrittenUse.filter(idleSince::isBefore).orElse(idleSince);
        return status == KeyStatus.ENABLED && !isExpired(now) && !inactivity.isPast(activeAt, now)
                ? KeyStatus.ENABLED
                : KeyStatus.DISABLED;
    }

    /** What disabled the key, if it is disabled now. */
    Optional<DisabledBy> disabledBy(InactivityPolicy inactivity, Instant now) {
        if (status(Optional.empty(), inactivity, now) == KeyStatus.ENABLED) {
            return Optional.empty();
        }
        return disabledBy.or(() -> Optional.of(isExpired(now) ? DisabledBy.EXPIRY : DisabledBy.INACTIVITY));
    }

    /** Whether the key's date has come, whatever else there is about it. */
    boolean isExpired(Instant now) {
        return expiresAt.isPresent() && !now.isBefore(expiresAt.get());
    }
}
