package io.latchkey.key;

import io.latchkey.setting.PositiveDuration;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Determines when an unused key is disabled automatically. The inactivity period starts with the key's
 * creation, each use and each re-enabling.
 */
@Singleton
public class InactivityPolicy {

    private final Duration period;

    /**
     * Reads {@code latchkey.inactivity.period}.
     *
     * @throws IllegalArgumentException if it is not positive, which would disable every key at once
     */
    @Inject
    public InactivityPolicy(@ConfigProperty(name = "latchkey.inactivity.period") Duration period) {
        this.period = PositiveDuration.require("latchkey.inactivity.period", period);
    }

    /** Returns how long a key may remain unused. */
    public Duration period() {
        return period;
    }

    /** Returns the time at which a key that has been idle since the given instant is disabled. */
    public Instant deadline(Instant idleSince) {
        return idleSince.plus(period);
    }

    /** Returns whether a key that has been idle since the given instant is past its period. */
    public boolean isPast(Instant idleSince, Instant now) {
        return !now.isBefore(deadline(idleSince));
    }

    /** Returns the latest start of inactivity that is past its period, as compared by the sweep. */
    public Instant cutOff(Instant now) {
        return now.minus(period);
    }
}
