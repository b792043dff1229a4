package io.latchkey.keypage;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyListPageTest {

    @ParameterizedTest
    @CsvSource({"P90D, 90", "P1D, 1", "P100D, 100", "PT36H, 1.5", "PT1H, 0.041", "PT1S, 0"})
    void aPeriodIsGivenInDays(Duration period, String days) {
        assertThat(KeyListPage.days(period)).isEqualTo(days);
    }
}
