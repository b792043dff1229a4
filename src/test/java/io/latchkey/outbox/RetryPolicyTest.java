package io.latchkey.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.latchkey.timer.Stopping;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RetryPolicyTest {

    private static final String PREFIX = "latchkey.notice";

    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

    @Test
    void theDelayDoublesUpToAnHourAndThenItEnds() {
        RetryPolicy policy = new RetryPolicy(PREFIX, Duration.ofSeconds(30), 10);

        assertThat(policy.next(1, NOW)).hasValue(NOW.plusSeconds(30));
        assertThat(policy.next(2, NOW)).hasValue(NOW.plusSeconds(60));
        assertThat(policy.next(5, NOW)).hasValue(NOW.plusSeconds(480));
        assertThat(policy.next(9, NOW)).hasValue(NOW.plusSeconds(3600));
        assertThat(policy.next(10, NOW)).isEmpty();
    }

    @Test
    void itSpansAllDelays() {
        assertThat(new RetryPolicy(PREFIX, Duration.ofSeconds(30), 1).span()).isZero();
        assertThat(new RetryPolicy(PREFIX, Duration.ofSeconds(30), 4).span())
                .isEqualTo(Duration.ofSeconds(30 + 60 + 120));
        assertThat(new RetryPolicy(PREFIX, Duration.ofMinutes(40), 4).span())
                .isEqualTo(Duration.ofMinutes(40 + 60 + 60));
    }

    @Test
    void withoutADelayOrAnAttemptThereIsNone() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RetryPolicy(PREFIX, Duration.ZERO, 10))
                .withMessage("latchkey.notice.retry-delay must be longer than zero");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RetryPolicy(PREFIX, Duration.ofSeconds(30), 0))
                .withMessage("latchkey.notice.max-attempts must be at least 1");
    }

    @Test
    void anAttemptBelongsToItsNodeForSomeTime() {
        RetryPolicy policy = new RetryPolicy(PREFIX, Duration.ofSeconds(30), 10);

        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        new Deliveries<>(PREFIX, null, null, policy, Duration.ZERO, Clock.systemUTC(), new Stopping()))
                .withMessage("latchkey.notice.lease must be longer than zero");
    }
}
