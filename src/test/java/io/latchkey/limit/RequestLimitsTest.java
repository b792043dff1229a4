package io.latchkey.limit;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.caller.ApiKeyPrincipal;
import io.latchkey.caller.KeyDecision;
import io.latchkey.caller.KeyDecisions;
import io.latchkey.quota.RateLimit;
import io.latchkey.testing.MovableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RequestLimitsTest {

    private static final ApiKeyPrincipal UNLIMITED = new ApiKeyPrincipal(1, 1, 7, 1);

    private final MovableClock clock = new MovableClock(Instant.parse("2026-01-01T00:00:00Z"));
    private final KeyDecisions decisions = new KeyDecisions();

    private RequestLimits limits(Optional<String> ofKey, Optional<String> ofOrganisation) {
        RateLimiter limiter = new RateLimiter(ofKey, ofOrganisation, Buckets.ofNode(1_000, clock, () -> {}));
        return new RequestLimits(decisions, limiter, null, clock);
    }

    @Test
    void withoutALimitEachRequestIsAcceptedAndCounted() {
        RequestLimits limits = limits(Optional.empty(), Optional.empty());
        limits.take(UNLIMITED);

        Ruling ruling = limits.take(UNLIMITED);

        assertThat(ruling.refusal()).isEmpty();
        assertThat(ruling.remaining()).isEmpty();
        assertThat(ruling.headers()).isEmpty();
        assertThat(decisions.number(KeyDecision.ACCEPTED)).isEqualTo(2);
    }

    @Test
    void aLimitOfTheKeyItsOrganisationOrAllKeysApplies() {
        Optional<String> one = Optional.of("1/PT1M");
        assertRefusesTheSecond(limits(one, Optional.empty()), UNLIMITED);
        assertRefusesTheSecond(limits(Optional.empty(), one), UNLIMITED);
        RateLimit own = new RateLimit(1, Duration.ofMinutes(1));
        assertRefusesTheSecond(
                limits(Optional.empty(), Optional.empty()),
                new ApiKeyPrincipal(1, 1, 7, 1, Optional.of(own), Optional.empty()));
        assertThat(decisions.number(KeyDecision.ACCEPTED)).isEqualTo(3);
        assertThat(decisions.number(KeyDecision.RATE_LIMITED)).isEqualTo(3);
    }

    private static void assertRefusesTheSecond(RequestLimits limits, ApiKeyPrincipal key) {
        assertThat(limits.take(key).headers()).containsKey("RateLimit");
        assertThat(limits.take(key).refusal()).isPresent();
    }
}
