package io.latchkey.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** What a test does until it looks again. */
public final class Pause {

    private Pause() {}

    /**
     * Sleeps for that long.
     *
     * @throws IllegalStateException when the thread is interrupted; it stays so
     */
    public static void of(Duration time) {
        try {
            TimeUnit.MILLISECONDS.sleep(time.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Sleeps until the condition holds; fails when it does not within the limit. */
    public static void until(String what, Duration limit, BooleanSupplier condition) {
        Instant end = Instant.now().plus(limit);
        while (!condition.getAsBoolean()) {
            assertThat(Instant.now()).as("waited in vain for " + what).isBefore(end);
            of(Duration.ofMillis(100));
        }
    }
}
