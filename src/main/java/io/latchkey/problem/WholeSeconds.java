package io.latchkey.problem;

import java.time.Duration;

/** Durations in whole seconds, as in HTTP headers. */
public final class WholeSeconds {

    private WholeSeconds() {}

    /** Rounds up, as a request a second too early would be refused again. */
    public static long of(Duration duration) {
        return duration.plusSeconds(1).minusNanos(1).toSeconds();
    }
}
