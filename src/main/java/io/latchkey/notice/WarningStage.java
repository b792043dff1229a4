package io.latchkey.notice;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/** How long in advance owners are warned that a key will be disabled. */
enum WarningStage {
    FOURTEEN_DAYS(14),
    THREE_DAYS(3),
    ONE_DAY(1);

    private final int days;

    WarningStage(int days) {
        this.days = days;
    }

    /**
     * Returns the nearest stage that contains the deadline; empty when the deadline is far off or has passed.
     */
    static Optional<WarningStage> nearest(Instant deadline, Instant now) {
        return Arrays.stream(values())
                .filter(stage -> deadline.isAfter(stage.from(now)) && !deadline.isAfter(stage.until(now)))
                .findFirst();
    }

    /**
     * Returns whether an unused key enters the stage during such a period, rather than already at its last
     * use.
     */
    boolean isWithin(Duration inactivityPeriod) {
        return inactivityPeriod.compareTo(Duration.ofDays(days)) > 0;
    }

    int days() {
        return days;
    }

    /** Returns the latest deadline within the stage. */
    Instant until(Instant now) {
        return now.plus(Duration.ofDays(days));
    }

    /** Returns the time after which a deadline is within this stage and no nearer one. */
    Instant from(Instant now) {
        return this == ONE_DAY ? now : values()[ordinal() + 1].until(now);
    }
}
