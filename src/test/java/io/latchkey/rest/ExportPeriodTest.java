package io.latchkey.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.latchkey.testing.MovableClock;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.sql.SQLNonTransientConnectionException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.function.Supplier;
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
        assertThat(written(period.begin(), () -> "a\n", () -> "b\n")).isEqualTo("a\nb\n");

        clock.advance(Duration.ofMinutes(1));

        assertThat(written(second, () -> "a\n", () -> "b\n")).isEqualTo("a\nb\n");
        assertThat(written(first, () -> "a\n")).isEqualTo("a\n");
        assertThat(written(first, () -> "a\n", () -> "b\n")).isEqualTo("a\n{\"" + ExportPeriod.INCOMPLETE);
    }

    @Test
    void whatFailsInTheMiddleEndsUnfinished() throws IOException {
        Supplier<String> unavailable = () -> {
            throw new UncheckedIOException(new IOException("gone", new SQLNonTransientConnectionException()));
        };
        Supplier<String> broken = () -> {
            throw new IllegalStateException();
        };
        Supplier<String> noMemory = () -> {
            throw new OutOfMemoryError();
        };

        for (Supplier<String> failure : List.of(unavailable, broken, noMemory)) {
            assertThat(written(begin(), () -> "a\n", failure, () -> "c\n")).isEqualTo("a\n{\"" + ExportPeriod.FAILED);
        }
    }

    @Test
    void aFailureBeforeAnythingIsSentIsThrown() {
        StringWriter response = new StringWriter();

        assertThatIllegalStateException().isThrownBy(() -> begin().write(response, "{\"", () -> {
            throw new IllegalStateException();
        }));
        assertThat(response.toString()).isEmpty();
    }

    @Test
    void nothingMoreIsWrittenToAReaderWhoHasLeft() {
        StringWriter response = new StringWriter();
        Iterator<Boolean> stays = List.of(true, false).iterator();

        assertThatIOException().isThrownBy(() -> begin().write(response, "{\"", () -> {
            if (!stays.next()) {
                throw new IOException("Broken pipe");
            }
            return true;
        }));
        assertThat(response.toString()).isEmpty();
    }

    private static ExportPeriod.Export begin() {
        return new ExportPeriod(Duration.ofMinutes(10), Clock.systemUTC()).begin();
    }

    @SafeVarargs
    private static String written(ExportPeriod.Export export, Supplier<String>... parts) throws IOException {
        StringWriter response = new StringWriter();
        Iterator<Supplier<String>> rest = List.of(parts).iterator();
        export.write(response, "{\"", () -> {
            response.append(rest.next().get());
            return rest.hasNext();
        });
        return response.toString();
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "PT-1S"})
    void aPeriodOfNothingStopsTheStart(String period) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ExportPeriod(Duration.parse(period), Clock.systemUTC()))
                .withMessageContaining("latchkey.export.period");
    }
}
