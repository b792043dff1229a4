package io.latchkey.testing;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

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
}
