package io.latchkey.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CronScheduleTest {

    private static final ZoneId UTC = ZoneId.of("UTC");

    private static Instant next(String cron, String zone, String lastRun) {
        return new CronSchedule(cron, ZoneId.of(zone)).next(Instant.parse(lastRun));
    }

    /** 1 January 2026 is a Thursday. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "7 * * * *          | 2026-01-01T00:06:59.9Z | 2026-01-01T00:07:00Z",
                "7 * * * *          | 2026-01-01T00:07:00Z   | 2026-01-01T01:07:00Z",
                "*/15 * * * *       | 2026-01-01T00:07:00Z   | 2026-01-01T00:15:00Z",
                "5/15 * * * *       | 2026-01-01T00:51:00Z   | 2026-01-01T01:05:00Z",
                "0 9-17/4 * * *     | 2026-01-01T10:00:00Z   | 2026-01-01T13:00:00Z",
                "0,30 23 * * *      | 2026-01-01T23:00:00Z   | 2026-01-01T23:30:00Z",
                "0 3 * * MON-FRI    | 2026-01-02T03:00:00Z   | 2026-01-05T03:00:00Z",
                "0 3 * * 0          | 2026-01-01T00:00:00Z   | 2026-01-04T03:00:00Z",
                "0 3 * * 7          | 2026-01-01T00:00:00Z   | 2026-01-04T03:00:00Z",
                "0 3 13 * fri       | 2026-01-01T00:00:00Z   | 2026-01-02T03:00:00Z",
                "0 3 13 * fri       | 2026-01-10T00:00:00Z   | 2026-01-13T03:00:00Z",
                "0 0 1 jan,Jul *    | 2026-01-01T00:00:00Z   | 2026-07-01T00:00:00Z",
                "0 0 29 2 *         | 2096-03-01T00:00:00Z   | 2104-02-29T00:00:00Z",
            })
    void isDueAsCronWouldHaveIt(String cron, String lastRun, String next) {
        assertThat(next(cron, "UTC", lastRun)).isEqualTo(next);
    }

    @Test
    void goesByTheServersTimeZone() {
        assertThat(next("0 3 * * *", "Europe/Kyiv", "2026-01-01T00:00:00Z")).isEqualTo("2026-01-01T01:00:00Z");
    }

    /** Clocks go from 2 to 3 o'clock on 29 March 2026, which is a Sunday, at 1 o'clock UTC. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "30 2 * * *    | 2026-03-28T01:30:00Z | 2026-03-29T01:00:00Z",
                "30 2 * * *    | 2026-03-29T01:00:00Z | 2026-03-30T00:30:00Z",
                "*/20 1-2 * * *| 2026-03-29T00:40:00Z | 2026-03-29T01:00:00Z",
                "0,10 2 * * *  | 2026-03-29T01:00:00Z | 2026-03-30T00:00:00Z",
                "30 2 * * sun  | 2026-03-23T00:00:00Z | 2026-03-29T01:00:00Z",
                "30 2 * * mon  | 2026-03-28T00:00:00Z | 2026-03-30T00:30:00Z",
                "30 3 * * *    | 2026-03-28T12:00:00Z | 2026-03-29T01:30:00Z",
                "7 * * * *     | 2026-03-29T00:07:00Z | 2026-03-29T01:07:00Z",
            })
    void aTimeThatClocksSkipIsReplacedByTheFirstOneAfterTheGap(String cron, String lastRun, String next) {
        assertThat(next(cron, "Europe/Berlin", lastRun)).isEqualTo(next);
    }

    @Test
    void aGapAtMidnightIsOfTheNewDay() {
        // Clocks go from 0 to 1 o'clock on 29 March 2026, at 22 o'clock UTC the day before.
        assertThat(next("30 0 * * *", "Asia/Beirut", "2026-03-28T12:00:00Z")).isEqualTo("2026-03-28T22:00:00Z");
    }

    /** Clocks go from 3 to 2 o'clock on 25 October 2026, at 1 o'clock UTC. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "30 2 * * *    | 2026-10-24T12:00:00Z | 2026-10-25T00:30:00Z",
                "30 2 * * *    | 2026-10-25T00:30:00Z | 2026-10-26T01:30:00Z",
                "0 2 * * *     | 2026-10-25T00:00:00Z | 2026-10-26T01:00:00Z",
                "0 3 * * *     | 2026-10-25T00:00:00Z | 2026-10-25T02:00:00Z",
                "7 * * * *     | 2026-10-25T00:07:00Z | 2026-10-25T01:07:00Z",
            })
    void aTimeThatClocksRepeatIsDueOnce(String cron, String lastRun, String next) {
        assertThat(next(cron, "Europe/Berlin", lastRun)).isEqualTo(next);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "* * * *",
                "* * * * * *",
                "60 * * * *",
                "* 24 * * *",
                "* * 0 * *",
                "* * * 13 *",
                "* * * * 8",
                "17-9 * * * *",
                "*/0 * * * *",
                "x * * * *",
                "mon * * * *",
                "1- * * * *",
                ", * * * *",
                "0 0 31 2 *"
            })
    void whatIsNoneStopsTheStart(String cron) {
        assertThatThrownBy(() -> new CronSchedule(cron, UTC))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("latchkey.inactivity.schedule");
    }
}
