package io.latchkey.usage;

import io.latchkey.cluster.Schedule;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;

/**
 * A schedule given by a cron expression: minute, hour, day of month, month, day of week. If both days are
 * restricted, either one may match.
 *
 * <p>If the hours are restricted, each time of a day occurs once: a time that is skipped because clocks go
 * forward is replaced by the first minute after the gap, and one that is repeated because they go back counts
 * only the first time. A schedule for every hour goes by the clock alone.
 *
 * <p>Not a {@code CronTrigger} of Jakarta Concurrency, as that refuses {@code 9-17/4}, requires both days to
 * match, and omits a time that clocks skip.
 */
final class CronSchedule implements Schedule {

    /** In days; always contains a 29 February, in any century. */
    private static final int LONGEST = 8 * 366;

    private final CronField minute;
    private final CronField hour;
    private final CronField dayOfMonth;
    private final CronField month;
    private final CronField dayOfWeek;
    private final ZoneId zone;

    /**
     * Parses the five fields.
     *
     * @throws IllegalArgumentException if there are not five fields, one is not valid, or no such day exists
     */
    CronSchedule(String cron, ZoneId zone) {
        String[] fields = cron.strip().split("\\s+", -1);
        if (fields.length != 5) {
            throw new IllegalArgumentException(
                    "latchkey.inactivity.schedule must have five fields, as in cron: minute hour day month weekday");
        }
        this.minute = CronField.minute(fields[0]);
        this.hour = CronField.hour(fields[1]);
        this.dayOfMonth = CronField.dayOfMonth(fields[2]);
        this.month = CronField.month(fields[3]);
        this.dayOfWeek = CronField.dayOfWeek(fields[4]);
        this.zone = zone;
        next(Instant.EPOCH);
    }

    @Override
    public Instant next(Instant lastRun) {
        ZonedDateTime time =
                lastRun.atZone(zone).truncatedTo(ChronoUnit.MINUTES).plusMinutes(1);
        for (int days = 0; days < LONGEST; days++) {
            ZonedDateTime end = time.toLocalDate().plusDays(1).atStartOfDay(zone);
            if (isDay(time)) {
                for (; time.isBefore(end); time = time.plusMinutes(1)) {
                    if (isDue(time)) {
                        return time.toInstant();
                    }
                }
            }
            time = end;
        }
        throw new IllegalArgumentException("latchkey.inactivity.schedule names a day that does not exist");
    }

    private boolean isDue(ZonedDateTime time) {
        LocalDateTime shown = time.toLocalDateTime();
        if (!hour.isRestricted()) {
            return isMinute(shown);
        }
        boolean isRepeated = !time.withEarlierOffsetAtOverlap().equals(time);
        return !isRepeated && (isMinute(shown) || replacesSkipped(time));
    }

    /** Returns whether clocks have skipped a matching minute just before this time. */
    private boolean replacesSkipped(ZonedDateTime time) {
        LocalDateTime shown = time.toLocalDateTime();
        LocalDateTime skipped = time.minusMinutes(1).toLocalDateTime().plusMinutes(1);
        while (skipped.isBefore(shown)) {
            if (isMinute(skipped)) {
                return true;
            }
            skipped = skipped.plusMinutes(1);
        }
        return false;
    }

    private boolean isMinute(LocalDateTime shown) {
        return hour.has(shown.getHour()) && minute.has(shown.getMinute());
    }

    private boolean isDay(ZonedDateTime time) {
        boolean ofMonth = dayOfMonth.has(time.getDayOfMonth());
        boolean ofWeek = dayOfWeek.has(time.getDayOfWeek().getValue() % 7);
        boolean either = dayOfMonth.isRestricted() && dayOfWeek.isRestricted();
        return month.has(time.getMonthValue()) && (either ? ofMonth || ofWeek : ofMonth && ofWeek);
    }
}
