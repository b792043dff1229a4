package io.latchkey.testing;

import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Puts a {@link MovableClock} in the place of the product's clock, in a WAR that it is added to. */
@Singleton
@Alternative
@Priority(1)
public class TestClock {

    private final MovableClock clock = new MovableClock(Instant.now().truncatedTo(ChronoUnit.MICROS));

    @Produces
    @Alternative
    @Priority(1)
    public Clock clock() {
        return clock;
    }

    /** The clock, to move it. */
    public MovableClock movable() {
        return clock;
    }
}
