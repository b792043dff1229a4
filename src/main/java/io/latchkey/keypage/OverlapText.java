package io.latchkey.keypage;

import java.time.Duration;

/**
 * How long a secret remains valid, as people say it: in the largest unit of which it is a whole number.
 *
 * @param unit the end of the text's name
 * @param count the number of units
 */
record OverlapText(String unit, long count) {

    static OverlapText of(Duration overlap) {
        long seconds = overlap.toSeconds();
        if (seconds % Duration.ofDays(1).toSeconds() == 0) {
            return new OverlapText("days", overlap.toDays());
        }
        if (seconds % Duration.ofHours(1).toSeconds() == 0) {
            return new OverlapText("hours", overlap.toHours());
        }
        if (seconds % Duration.ofMinutes(1).toSeconds() == 0) {
            return new OverlapText("minutes", overlap.toMinutes());
        }
        return new OverlapText("seconds", seconds);
    }
}
