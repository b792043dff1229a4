package io.latchkey.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.ejb.ScheduleExpression;
import org.junit.jupiter.api.Test;

class CronScheduleTest {

    @Test
    void readsTheFieldsInCronsOrder() {
        ScheduleExpression schedule = CronSchedule.parse(" 7 */2  1 2 Mon ");

        assertThat(schedule.getSecond()).isEqualTo("0");
        assertThat(schedule.getMinute()).isEqualTo("7");
        assertThat(schedule.getHour()).isEqualTo("*/2");
        assertThat(schedule.getDayOfMonth()).isEqualTo("1");
        assertThat(schedule.getMonth()).isEqualTo("2");
        assertThat(schedule.getDayOfWeek()).isEqualTo("Mon");
    }

    @Test
    void refusesAnotherNumberOfFields() {
        assertThatThrownBy(() -> CronSchedule.parse("* * * *"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("latchkey.inactivity.schedule");
        assertThatThrownBy(() -> CronSchedule.parse("")).isInstanceOf(IllegalArgumentException.class);
    }
}
