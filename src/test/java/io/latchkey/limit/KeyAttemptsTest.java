package io.latchkey.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.latchkey.testing.MovableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class KeyAttemptsTest {

    private final MovableClock clock = new MovableClock(Instant.parse("2026-01-01T00:00:00Z"));
    private final KeyAttempts attempts = new KeyAttempts(Optional.of("3/PT30S"), clock);

    @Test
    void aBurstMayFailAndThenOneAfterAWaitThatDoubles() {
        assertThat(attempts.isQuiet()).isTrue();
        for (int i = 0; i < 3; i++) {
            assertThat(attempts.wait("192.0.2.1")).isZero();
            attempts.failed("192.0.2.1");
        }
        assertThat(attempts.isQuiet()).isFalse();
        assertThat(attempts.wait("192.0.2.1")).isEqualTo(Duration.ofSeconds(10));
        assertThatThrownBy(() -> attempts.failed("192.0.2.1"))
                .isInstanceOfSatisfying(TooManyAttempts.class, refused -> {
                    assertThat(refused.problem().status()).isEqualTo(429);
                    assertThat(refused.retryAfterSeconds()).hasValue(10);
                });
        assertThat(attempts.wait("192.0.2.2")).isZero();

        clock.advance(Duration.ofSeconds(10));
        assertThat(attempts.wait("192.0.2.1")).isZero();
        attempts.failed("192.0.2.1");
        assertThat(attempts.wait("192.0.2.1")).isEqualTo(Duration.ofSeconds(20));
        assertThatThrownBy(() -> attempts.failed("192.0.2.1")).isInstanceOf(TooManyAttempts.class);
        assertThat(attempts.wait("192.0.2.1")).isEqualTo(Duration.ofSeconds(20));

        clock.advance(Duration.ofSeconds(20));
        attempts.failed("192.0.2.1");
        assertThat(attempts.wait("192.0.2.1")).isEqualTo(Duration.ofSeconds(30));
        clock.advance(Duration.ofSeconds(60));
        attempts.failed("192.0.2.1");
        assertThat(attempts.wait("192.0.2.1")).isZero();
    }

    @Test
    void withoutALimitAnyNumberMayFail() {
        for (Optional<String> none : List.of(Optional.<String>empty(), Optional.of("none"))) {
            KeyAttempts unlimited = new KeyAttempts(none, clock);
            for (int i = 0; i < 1000; i++) {
                unlimited.failed("192.0.2.1");
            }
            assertThat(unlimited.wait("192.0.2.1")).isZero();
            assertThat(unlimited.isQuiet()).isTrue();
        }
    }

    @Test
    void askingCostsNoMemory() {
        attempts.wait("192.0.2.1");
        assertThat(attempts.isQuiet()).isTrue();
    }
}
