package io.latchkey.notice;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/** How long before a key is disabled it is warned of. */
enum WarningStage {
    FOURTEEN_DAYS(14),
    THREE_DAYS(3),
    ONE_DAY(1);

    private final int days;

    WarningStage(int days) {
        this.days = days;
    }

    /** The stage that a deadline is within, and within none that is nearer; none when it is far, or past. */
    static Optional<WarningStage> nearest(Instant deadline, Instant now) {
        return Arrays.stream(values())
                .filter(stage -> deadline.isAfter(stage.from(now)) && !deadline.isAfter(stage.until(now)))
                .findFirst();
    }

    /** Whether a key without use comes to the stage in such a period, and not with its last use already. */
    boolean isWithin(Duration inactivityPeriod) {
        return inactivityPeriod.compareTo(Duration.ofDays(days)) > 0;
    }

    int days() {
        return days;
    }

    /** The latest deadline that is within the stage. */
    Instant until(Instant now) {
        return now.plus(Duration.ofDays(days));
    }

    /** From where on a deadline is within the stage and within none that is nearer. */
    Instant from(Instant now) {
        return this == ONE_DAY ? now : values()[ordinal() + 1].until(now);
    }
}
