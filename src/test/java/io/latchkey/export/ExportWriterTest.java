package io.latchkey.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.latchkey.testing.MovableClock;
import io.latchkey.testing.Stub;
import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLNonTransientConnectionException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExportWriterTest {

    @Test
    void eachExportHasTheWholePeriod() throws IOException {
        MovableClock clock = new MovableClock(Instant.parse("2026-01-01T00:00:00Z"));
        ExportWriter exports = new ExportWriter(Duration.ofMinutes(10), by("GET"), clock);
        Supplier<String> nineMinutes = () -> {
            clock.advance(Duration.ofMinutes(9));
            return "a\n";
        };
        Supplier<String> oneMinute = () -> {
            clock.advance(Duration.ofMinutes(1));
            return "b\n";
        };

        for (int i = 0; i < 2; i++) {
            assertThat(written(exports, nineMinutes, () -> "c\n", oneMinute)).isEqualTo("a\nc\nb\n");
            assertThat(written(exports, nineMinutes, oneMinute, () -> "c\n"))
                    .isEqualTo("a\nb\n{\"" + ExportWriter.INCOMPLETE);
        }
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
            assertThat(written(exports(), () -> "a\n", failure, () -> "c\n")).isEqualTo("a\n{\"" + ExportWriter.FAILED);
        }
    }

    @Test
    void nothingOfAPartThatFailsIsSent() throws IOException {
        ByteArrayOutputStream response = new ByteArrayOutputStream();
        Iterator<Boolean> fails = List.of(false, true).iterator();

        exports().write(response, "{\"", () -> true, text -> {
            text.append("half a line, ".repeat(10_000));
            if (fails.next()) {
                throw new IllegalStateException();
            }
            text.append("and the other\n");
            return true;
        });

        assertThat(response.toString(StandardCharsets.UTF_8))
                .isEqualTo("half a line, ".repeat(10_000) + "and the other\n{\"" + ExportWriter.FAILED);
    }

    @Test
    void aFailureOfTheFirstPartIsThrownBeforeAnythingIsSent() {
        ByteArrayOutputStream response = new ByteArrayOutputStream();

        assertThatIllegalStateException().isThrownBy(() -> exports().write(response, "{\"", () -> true, text -> {
            text.append("half a line, ".repeat(10_000));
            throw new IllegalStateException();
        }));
        assertThat(response.size()).isZero();
    }

    @Test
    void nothingMoreIsReadForAReaderWhoHasLeft() {
        AtomicInteger parts = new AtomicInteger();
        OutputStream closed = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("Broken pipe");
            }
        };

        assertThatIOException().isThrownBy(() -> exports().write(closed, "{\"", () -> true, text -> {
            text.append("a\n");
            return parts.incrementAndGet() < 3;
        }));
        assertThat(parts).hasValue(1);
    }

    @Test
    void nothingMoreIsReadForACallerWhoHasLostAccess() throws IOException {
        ByteArrayOutputStream response = new ByteArrayOutputStream();
        AtomicInteger parts = new AtomicInteger();

        exports().write(response, "{\"", () -> parts.get() < 2, text -> {
            text.append("a\n");
            return parts.incrementAndGet() < 3;
        });

        assertThat(parts).hasValue(2);
        assertThat(response.toString(StandardCharsets.UTF_8)).isEqualTo("a\na\n{\"" + ExportWriter.REFUSED);
    }

    @Test
    void nothingMoreIsReadIfTheCallerCannotBeAskedFor() throws IOException {
        ByteArrayOutputStream response = new ByteArrayOutputStream();
        AtomicInteger parts = new AtomicInteger();
        BooleanSupplier unavailable = () -> {
            throw new IllegalStateException();
        };

        exports().write(response, "{\"", unavailable, text -> {
            text.append("a\n");
            return parts.incrementAndGet() < 3;
        });

        assertThat(response.toString(StandardCharsets.UTF_8)).isEqualTo("a\n{\"" + ExportWriter.FAILED);
    }

    @ParameterizedTest
    @CsvSource({"GET, 3", "HEAD, 1"})
    void withoutABodyOnlyTheFirstPartIsRead(String method, int read) throws IOException {
        ByteArrayOutputStream response = new ByteArrayOutputStream();
        AtomicInteger parts = new AtomicInteger();

        new ExportWriter(Duration.ofMinutes(10), by(method), Clock.systemUTC())
                .body("{\"", () -> true, text -> {
                    text.append("a\n");
                    return parts.incrementAndGet() < 3;
                })
                .write(response);

        assertThat(parts).hasValue(read);
        assertThat(response.toString(StandardCharsets.UTF_8)).isEqualTo("a\n".repeat(read));
    }

    private static ExportWriter exports() {
        return new ExportWriter(Duration.ofMinutes(10), by("GET"), Clock.systemUTC());
    }

    private static HttpServletRequest by(String method) {
        return Stub.request((called, arguments) -> method);
    }

    @SafeVarargs
    private static String written(ExportWriter exports, Supplier<String>... parts) throws IOException {
        ByteArrayOutputStream response = new ByteArrayOutputStream();
        Iterator<Supplier<String>> rest = List.of(parts).iterator();
        exports.write(response, "{\"", () -> true, text -> {
            text.append(rest.next().get());
            return rest.hasNext();
        });
        return response.toString(StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "PT-1S"})
    void aPeriodOfNothingStopsTheStart(String period) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ExportWriter(Duration.parse(period), by("GET"), Clock.systemUTC()))
                .withMessageContaining("latchkey.export.period");
    }
}
