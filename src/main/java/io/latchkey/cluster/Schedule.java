package io.latchkey.cluster;

import java.time.Duration;
import java.time.Instant;

/** When a task is due again. */
@FunctionalInterface
public interface Schedule {

    /** When it is, after a run that began then. */
    Instant next(Instant lastRun);

    /** Whenever so much time has passed since the last run began. */
    static Schedule every(Duration interval) {
        // Asked as often by a timer that is never quite punctual: a moment too early must not put it off to the next
        // time.
        Duration atLeast = interval.multipliedBy(9).dividedBy(10);
        return lastRun -> lastRun.plus(atLeast);
    }
}
