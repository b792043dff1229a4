package io.latchkey.cluster;

import java.time.Duration;
import java.time.Instant;

/** Determines when a task is due again. */
@FunctionalInterface
public interface Schedule {

    /** Returns when the task is due after a run that began at the given time. */
    Instant next(Instant lastRun);

    /**
     * Returns a schedule by which a task is due whenever the interval, or nearly so, has passed since the
     * last run began.
     */
    static Schedule every(Duration interval) {
        // A timer checks at the same interval but is never quite punctual: being a moment too early must not
        // postpone the task to the next time.
        Duration atLeast = interval.multipliedBy(9).dividedBy(10);
        return lastRun -> lastRun.plus(atLeast);
    }
}
