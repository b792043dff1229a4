package io.latchkey.key;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * When a key is disabled by itself: after a period without use. The period starts with the key's creation, each use and
 * each re-enabling.
 */
@Singleton
public class InactivityPolicy {

    private final Duration period;

    /**
     * Takes {@code latchkey.inactivity.period}.
     *
     * @throws IllegalArgumentException when it is not positive, which would disable every key at once
     */
    @Inject
    public InactivityPolicy(@ConfigProperty(name = "latchkey.inactivity.period") Duration period) {
        if (period.isNegative() || period.isZero()) {
            throw new IllegalArgumentException("latchkey.inactivity.period must be longer than zero");
        }
        this.period = period;
    }

    /** How long a key may go without use. */
    public Duration period() {
        return period;
    }

    /** The instant from which a key idle since then is disabled. */
    public Instant deadline(Instant idleSince) {
        return idleSince.plus(period);
    }

    /** Whether a key idle since then is past its period. */
    public boolean isPast(Instant idleSince, Instant now) {
        return !now.isBefore(deadline(idleSince));
    }

    /** The latest start of inactivity that is past its period: what the sweep compares with. */
    public Instant cutOff(Instant now) {
        return now.minus(period);
    }
}
