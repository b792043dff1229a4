package io.latchkey.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.latchkey.caller.ApiKeyPrincipal;
import io.latchkey.key.InactivityPolicy;
import io.latchkey.quota.RateLimit;
import io.latchkey.testing.MovableClock;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a machine's clock that is set forward or back does to what is counted in memory, and to the life of a key. */
class ClockJumpTest {

    private static final ApiKeyPrincipal KEY = new ApiKeyPrincipal(1, 1, 7, 1);
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);
    private final SteadyClock clock = new SteadyClock(START, nanos::get);

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    @Test
    void theSteadyClockCountsWhatPasses() {
        assertThat(clock.instant()).isEqualTo(START);
        pass(Duration.ofMinutes(3));
        assertThat(clock.instant()).isEqualTo(START.plusSeconds(180));
    }

    @Test
    void aRateLimitFillsByWhatPassesAlone() {
        RateLimiter limiter =
                new RateLimiter(Optional.of("1/PT1M"), Optional.empty(), Buckets.ofNode(1_000, clock, () -> {}));
        assertThat(limiter.take(KEY).get(0).granted()).isTrue();
        Allowance refused = limiter.take(KEY).get(0);
        assertThat(refused.granted()).isFalse();
        assertThat(refused.retryAfter()).isPositive().isLessThanOrEqualTo(Duration.ofMinutes(1));

        pass(Duration.ofMinutes(1));
        assertThat(limiter.take(KEY).get(0).granted()).isTrue();
    }

    @Test
    void aWaitForWrongKeysEndsByWhatPassesAlone() {
        KeyAttempts attempts = new KeyAttempts(Optional.of("1/PT1M"), clock);
        attempts.failed("192.0.2.1");
        assertThatThrownBy(() -> attempts.failed("192.0.2.1")).isInstanceOf(TooManyAttempts.class);

        pass(Duration.ofMinutes(1));
        assertThat(attempts.wait("192.0.2.1")).isZero();
    }

    @Test
    void aWaitForWrongPasswordsEndsByWhatPassesAlone() {
        PasswordAttempts attempts = new PasswordAttempts(Optional.of("1/PT1M"), clock);
        assertThat(attempts.check("192.0.2.1", "anna", Optional::empty)).isEmpty();
        assertThatThrownBy(() -> attempts.check("192.0.2.1", "anna", () -> Optional.of("anna")))
                .isInstanceOf(TooManyAttempts.class);

        pass(Duration.ofMinutes(1));
        assertThat(attempts.check("192.0.2.1", "anna", () -> Optional.of("anna")))
                .hasValue("anna");
    }

    @Test
    void aNodesRateLimitsDoNotGoByTheMachinesClock() {
        MovableClock machine = new MovableClock(START);
        LimitStore store = new LimitStore(
                "node",
                1,
                Optional.empty(),
                Duration.ofSeconds(1),
                Optional.empty(),
                clock,
                machine,
                new ForgottenCounts());
        BucketKey key = new BucketKey("key", 1, RateLimit.parse("1/PT1M").orElseThrow());
        assertThat(store.buckets().take(key).granted()).isTrue();

        machine.advance(Duration.ofDays(365));
        assertThat(store.buckets().take(key).granted()).isFalse();
        machine.advance(Duration.ofDays(-730));
        assertThat(store.buckets().take(key).granted()).isFalse();

        pass(Duration.ofMinutes(1));
        assertThat(store.buckets().take(key).granted()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(classes = {KeyAttempts.class, PasswordAttempts.class})
    void waitsAreGivenTheSteadyClock(Class<?> waits) {
        assertThat(Arrays.stream(waits.getConstructors()[0].getParameters())
                        .filter(parameter -> parameter.getType() == Clock.class))
                .singleElement()
                .matches(parameter -> parameter.isAnnotationPresent(Steady.class));
    }

    @Test
    void aKeyThatWasUsedInWhatIsNowTheFutureIsNotIdle() {
        InactivityPolicy policy = new InactivityPolicy(Duration.ofDays(90));
        Instant used = START.plus(Duration.ofDays(400));

        assertThat(policy.isPast(used, START)).isFalse();
        assertThat(policy.isPast(START, used)).isTrue();
    }
}
