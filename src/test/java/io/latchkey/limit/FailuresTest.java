package io.latchkey.limit;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.quota.RateLimit;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FailuresTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final RateLimit LIMIT = new RateLimit(20, Duration.ofMinutes(10));

    @ParameterizedTest
    @CsvSource({"0, 0", "19, 0", "20, 30", "21, 60", "22, 120", "24, 480", "25, 600", "26, 600", "9000000000000, 600"})
    void eachFurtherFailureDoublesTheWaitUpToThePeriod(long failures, long seconds) {
        assertThat(new Failures(failures, NOW).wait(LIMIT, NOW)).isEqualTo(Duration.ofSeconds(seconds));
    }

    @Test
    void theWaitEnds() {
        Failures failures = new Failures(20, NOW);

        assertThat(failures.wait(LIMIT, NOW.plusSeconds(29))).isEqualTo(Duration.ofSeconds(1));
        assertThat(failures.wait(LIMIT, NOW.plusSeconds(30))).isZero();
        assertThat(failures.wait(LIMIT, NOW.plusSeconds(31))).isZero();
    }

    @Test
    void failuresAtOnceThatAreCountedInAnotherOrderAreNoReasonToWait() {
        Failures failures = new Failures(2, NOW.plusMillis(1));

        assertThat(failures.wait(LIMIT, NOW)).isZero();
        assertThat(failures.andOneMore(LIMIT, NOW)).isEqualTo(new Failures(3, NOW.plusMillis(1)));
    }

    @Test
    void aPeriodWithoutFailureAfterTheWaitIsForgiven() {
        Failures failures = new Failures(21, NOW);

        assertThat(failures.andOneMore(LIMIT, NOW.plusSeconds(659)).count()).isEqualTo(22);
        assertThat(failures.andOneMore(LIMIT, NOW.plusSeconds(660)).count()).isEqualTo(1);
        assertThat(Failures.NONE.andOneMore(LIMIT, NOW).count()).isEqualTo(1);
    }
}
