package io.latchkey.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MidnightTest {

    @ParameterizedTest
    @CsvSource({
        "2026-01-31T00:00:00Z, PT0S",
        "2026-01-31T23:59:29.999Z, PT0S",
        "2026-01-31T23:59:30Z, PT30S",
        "2026-01-31T23:59:59.9Z, PT0.1S"
    })
    void onlyTheLastSecondsOfADayAreWaitedFor(Instant now, Duration wait) {
        assertThat(Midnight.untilClear(now)).isEqualTo(wait);
    }
}
