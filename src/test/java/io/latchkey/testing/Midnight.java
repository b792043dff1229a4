package io.latchkey.testing;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** The end of a day in UTC, at which quotas begin anew and requests count for the next day. */
public final class Midnight {

    /** Longer than any test takes that counts within a day. */
    private static final Duration NEAR = Duration.ofSeconds(30);

    private Midnight() {}

    /** Keeps what follows within one day: waits for the next if this one is about to end. */
    public static void stayClear() {
        Pause.of(untilClear(Instant.now()));
    }

    static Duration untilClear(Instant now) {
        Instant next = now.truncatedTo(ChronoUnit.DAYS).plus(1, ChronoUnit.DAYS);
        Duration left = Duration.between(now, next);
        return left.compareTo(NEAR) > 0 ? Duration.ZERO : left;
    }
}
