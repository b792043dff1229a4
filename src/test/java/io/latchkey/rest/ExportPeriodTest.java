package io.latchkey.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.latchkey.testing.MovableClock;
import java.io.IOException;
import java.io.StringWriter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExportPeriodTest {

    @Test
    void eachExportHasTheWholePeriod() throws IOException {
        MovableClock clock = new MovableClock(Instant.parse("2026-01-01T00:00:00Z"));
        ExportPeriod period = new ExportPeriod(Duration.ofMinutes(10), clock);
        ExportPeriod.Export first = period.begin();
        clock.advance(Duration.ofMinutes(9));
        ExportPeriod.Export second = period.begin();
        StringWriter response = new StringWriter();
        assertThat(first.endsNow(response, "{\"")).isFalse();

        clock.advance(Duration.ofMinutes(1));

        assertThat(second.endsNow(response, "{\"")).isFalse();
        assertThat(response.toString()).isEmpty();
        assertThat(first.endsNow(response, "{\"")).isTrue();
        assertThat(response.toString()).isEqualTo("{\"" + ExportPeriod.INCOMPLETE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "PT-1S"})
    void aPeriodOfNothingStopsTheStart(String period) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ExportPeriod(Duration.parse(period), Clock.systemUTC()))
                .withMessageContaining("latchkey.export.period");
    }
}
