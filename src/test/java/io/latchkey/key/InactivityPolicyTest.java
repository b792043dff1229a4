package io.latchkey.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class InactivityPolicyTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final InactivityPolicy ninetyDays = new InactivityPolicy(Duration.ofDays(90));

    @Test
    void thePeriodEndsExactlyAfterNinetyDays() {
        Instant deadline = Instant.parse("2026-04-01T00:00:00Z");

        assertThat(ninetyDays.deadline(START)).isEqualTo(deadline);
        assertThat(ninetyDays.isPast(START, deadline.minusNanos(1000))).isFalse();
        assertThat(ninetyDays.isPast(START, deadline)).isTrue();
    }

    @Test
    void theSweepsCutOffIsTheSameLimit() {
        Instant now = Instant.parse("2026-06-01T12:00:00Z");
        Instant cutOff = ninetyDays.cutOff(now);

        assertThat(ninetyDays.isPast(cutOff, now)).isTrue();
        assertThat(ninetyDays.isPast(cutOff.plusNanos(1000), now)).isFalse();
    }

    @Test
    void aClockThatJumpsBackDisablesNothing() {
        assertThat(ninetyDays.isPast(START, START.minus(Duration.ofDays(400)))).isFalse();
    }

    @Test
    void noPeriodIsNotAPeriod() {
        assertThatThrownBy(() -> new InactivityPolicy(Duration.ZERO)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new InactivityPolicy(Duration.ofDays(-1)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
