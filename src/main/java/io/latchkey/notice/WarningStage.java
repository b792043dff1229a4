package io.latchkey.notice;

import java.time.Duration;
import java.time.Instant;

/** How long before a key is disabled it is warned of. */
enum WarningStage {
    FOURTEEN_DAYS(14),
    THREE_DAYS(3),
    ONE_DAY(1);

    private final int days;

    WarningStage(int days) {
        this.days = days;
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
