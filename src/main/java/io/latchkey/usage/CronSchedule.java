package io.latchkey.usage;

import jakarta.ejb.ScheduleExpression;

/** Reads a schedule as cron writes it: minute, hour, day of month, month, day of week. */
final class CronSchedule {

    private CronSchedule() {}

    /**
     * The schedule for the timer service; in the server's time zone.
     *
     * @throws IllegalArgumentException when it has not five fields; what a field may be, the timer service checks
     */
    static ScheduleExpression parse(String cron) {
        String[] fields = cron.strip().split("\\s+", -1);
        if (fields.length != 5) {
            throw new IllegalArgumentException(
                    "latchkey.inactivity.schedule must have five fields, as cron's: minute hour day month weekday");
        }
        return new ScheduleExpression()
                .second("0")
                .minute(fields[0])
                .hour(fields[1])
                .dayOfMonth(fields[2])
                .month(fields[3])
                .dayOfWeek(fields[4]);
    }
}
