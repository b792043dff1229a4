package io.latchkey.outbox;

import io.latchkey.setting.PositiveDuration;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Decides when to retry a message: after a delay that doubles with each attempt up to an hour, a limited number
 * of times.
 */
public final class RetryPolicy {

    /** No attempt is followed by a longer delay. */
    public static final Duration MAX_DELAY = Duration.ofHours(1);

    private static final Duration MAX_PAUSE = Duration.ofSeconds(30);

    private final Duration firstDelay;
    private final int maxAttempts;

    /**
     * @param prefix what the names of the two settings begin with, such as {@code latchkey.outbox}
     * @param firstDelay the setting {@code retry-delay}: how long to wait after the first attempt
     * @param maxAttempts the setting {@code max-attempts}, which includes the first one
     * @throws IllegalArgumentException if the delay is not positive, or there are no attempts; names the setting
     */
    public RetryPolicy(String prefix, Duration firstDelay, int maxAttempts) {
        this.firstDelay = PositiveDuration.require(prefix + ".retry-delay", firstDelay);
        if (maxAttempts < 1) {
            throw new IllegalArgumentException(prefix + ".max-attempts must be at least 1");
        }
        this.maxAttempts = maxAttempts;
    }

    /** Returns the time of the next attempt after the given number of attempts; empty if none are left. */
    public Optional<Instant> next(int attempts, Instant now) {
        if (isUsedUp(attempts)) {
            return Optional.empty();
        }
        return Optional.of(now.plus(delay(attempts)));
    }

    /** Returns whether no attempt is left after the given number of attempts. */
    boolean isUsedUp(int attempts) {
        return attempts >= maxAttempts;
    }

    /**
     * Returns how long an organisation's other messages wait after one that did not reach the destination:
     * the first delay, but at most half a minute, since they are not to blame.
     */
    public Duration pause() {
        return firstDelay.compareTo(MAX_PAUSE) < 0 ? firstDelay : MAX_PAUSE;
    }

    /** Returns the total time from the first attempt to the last. */
    public Duration span() {
        Duration span = Duration.ZERO;
        for (int attempts = 1; attempts < maxAttempts; attempts++) {
            span = span.plus(delay(attempts));
        }
        return span;
    }

    /** Returns how long to wait after the given number of attempts, however many are left. */
    public Duration delay(int attempts) {
        Duration delay = firstDelay;
        for (int i = 1; i < attempts && delay.compareTo(MAX_DELAY) < 0; i++) {
            delay = delay.multipliedBy(2);
        }
        return delay.compareTo(MAX_DELAY) < 0 ? delay : MAX_DELAY;
    }
}
