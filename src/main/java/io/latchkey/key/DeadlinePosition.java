package io.latchkey.key;

import java.time.Duration;
import java.time.Instant;

/**
 * A position in the order of a time and, for equal times, of the keys' ids.
 *
 * @param time the value of a {@link KeyDeadline}'s column, or the deadline itself
 * @param keyId the id of the key at the position
 */
public record DeadlinePosition(Instant time, long keyId) {

    /** Returns the position before all keys with the time. */
    public static DeadlinePosition before(Instant time) {
        return new DeadlinePosition(time, 0);
    }

    /** Returns the position after all keys with the time. */
    public static DeadlinePosition after(Instant time) {
        return new DeadlinePosition(time, Long.MAX_VALUE);
    }

    /** Returns the position of the same key in the order of times that are earlier by the period. */
    public DeadlinePosition minus(Duration period) {
        return new DeadlinePosition(time.minus(period), keyId);
    }
}
