package io.latchkey.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.latchkey.caller.ApiKeyPrincipal;
import io.latchkey.quota.RateLimit;
import io.latchkey.testing.MovableClock;
import io.latchkey.testing.Pause;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RateLimiterTest {

    private static final ApiKeyPrincipal ONE = new ApiKeyPrincipal(1, 1, 7, 1);
    private static final ApiKeyPrincipal OTHER = new ApiKeyPrincipal(2, 2, 7, 2);

    private final MovableClock clock = new MovableClock(Instant.parse("2026-01-01T00:00:00Z"));

    private RateLimiter limiter(String ofKey, String ofOrganisation) {
        return new RateLimiter(
                Optional.of(ofKey).filter(text -> !text.isEmpty()),
                Optional.of(ofOrganisation).filter(text -> !text.isEmpty()),
                Buckets.ofNode(1_000, clock, () -> {}));
    }

    private static boolean granted(List<Allowance> allowances) {
        return allowances.stream().allMatch(Allowance::granted);
    }

    @Test
    void countsThatAreForgottenTooEarlyAreCountedAndFullBucketsAreNot() {
        LongAdder forgotten = new LongAdder();
        Buckets buckets = Buckets.ofNode(100, clock, forgotten::increment);
        LongStream.range(0, 10_000).mapToObj(RateLimiterTest::ofKey).forEach(buckets::giveBack);
        LongStream.range(10_000, 11_000).mapToObj(RateLimiterTest::ofKey).forEach(buckets::take);

        // The library evicts a little later, in another thread.
        Pause.until("counts that are evicted", Duration.ofSeconds(30), () -> forgotten.sum() >= 800);
        assertThat(forgotten.sum()).isLessThanOrEqualTo(1_000);
    }

    private static BucketKey ofKey(long id) {
        return new BucketKey("key", id, RateLimit.parse("2/P1D").orElseThrow());
    }

    @Test
    void withoutLimitsNothingIsSaid() {
        assertThat(limiter("", "").take(ONE)).isEmpty();
    }

    @Test
    void aKeyHasItsNumberInAPeriodAndFillsEvenly() {
        RateLimiter limiter = limiter("6/PT1M", "");
        for (int i = 5; i >= 0; i--) {
            Allowance allowance = limiter.take(ONE).get(0);
            assertThat(allowance.granted()).isTrue();
            assertThat(allowance.remaining()).isEqualTo(i);
        }

        Allowance refused = limiter.take(ONE).get(0);
        assertThat(refused.granted()).isFalse();
        assertThat(refused.retryAfter()).isEqualTo(Duration.ofSeconds(10));
        assertThat(refused.policyItem()).isEqualTo("\"key\";q=6;w=60");
        assertThat(refused.limitItem()).isEqualTo("\"key\";r=0;t=10");
        assertThat(granted(limiter.take(OTHER))).isTrue();

        clock.advance(Duration.ofSeconds(10));
        assertThat(granted(limiter.take(ONE))).isTrue();
        assertThat(granted(limiter.take(ONE))).isFalse();
    }

    @Test
    void theKeysOfAnOrganisationShareItsNumber() {
        RateLimiter limiter = limiter("10/PT1H", "3/PT1M");
        assertThat(granted(limiter.take(ONE))).isTrue();
        assertThat(granted(limiter.take(ONE))).isTrue();
        assertThat(granted(limiter.take(OTHER))).isTrue();

        assertThat(granted(limiter.take(OTHER))).isFalse();
        assertThat(granted(limiter.take(new ApiKeyPrincipal(3, 3, 8, 1)))).isTrue();

        // What the organisation was refused, the key has not used.
        clock.advance(Duration.ofSeconds(20));
        assertThat(limiter.take(OTHER).get(0).remaining()).isEqualTo(8);
    }

    @Test
    void aRefusedKeyTakesNothingFromItsOrganisation() {
        RateLimiter limiter = limiter("1/PT1H", "3/PT1H");
        for (int i = 0; i < 10; i++) {
            limiter.take(ONE);
        }

        assertThat(limiter.take(OTHER).get(1).remaining()).isEqualTo(1);
    }

    @Test
    void aKeysOwnLimitHoldsInsteadOfTheGeneralOne() {
        RateLimiter limiter = limiter("1/PT1H", "");
        ApiKeyPrincipal slower = limited(4, "2/PT1H");
        ApiKeyPrincipal alike = limited(5, "2/PT1H");
        assertThat(granted(limiter.take(slower))).isTrue();
        assertThat(granted(limiter.take(slower))).isTrue();
        assertThat(granted(limiter.take(slower))).isFalse();
        assertThat(limiter.take(slower).get(0).policyItem()).isEqualTo("\"key\";q=2;w=3600");
        // No two keys share a bucket.
        assertThat(granted(limiter.take(alike))).isTrue();

        // A change counts from the next request, and changing to and fro gives nothing.
        assertThat(granted(limiter.take(limited(4, "3/PT1H")))).isTrue();
        assertThat(granted(limiter.take(slower))).isFalse();
        assertThat(granted(limiter.take(limited(4, "3/PT1H")))).isTrue();
        assertThat(limiter.take(limited(4, "3/PT1H")).get(0).remaining()).isZero();
    }

    private static ApiKeyPrincipal limited(long id, String limit) {
        return new ApiKeyPrincipal(id, id, 7, id, RateLimit.parse(limit), Optional.empty());
    }

    @Test
    void aRequestThatIsRefusedElsewhereIsNotCounted() {
        RateLimiter limiter = limiter("1/PT1H", "1/PT1H");
        assertThat(granted(limiter.take(ONE))).isTrue();

        limiter.giveBack(ONE);

        assertThat(granted(limiter.take(ONE))).isTrue();
    }

    @Test
    void aPartOfASecondCounts() {
        RateLimiter limiter = limiter("1/PT1S", "");
        assertThat(granted(limiter.take(ONE))).isTrue();

        clock.advance(Duration.ofMillis(999));
        assertThat(granted(limiter.take(ONE))).isFalse();
        clock.advance(Duration.ofMillis(2));
        assertThat(granted(limiter.take(ONE))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1/PT1S", "999999999/P1D"})
    void aPeriodIsFromASecondToADay(String setting) {
        assertThat(granted(limiter(setting, "").take(ONE))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0/PT1M",
                "100",
                "100/min",
                "-1/PT1M",
                "1/PT0.5S",
                "1/PT0.999S",
                "1/P2D",
                "1/PT24H0.001S",
                "1000000000/PT1M",
                "1/PT-1M",
                "x/PT1M"
            })
    void settingsThatAreNoneStopTheStart(String setting) {
        assertThatThrownBy(() -> limiter(setting, ""))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("latchkey.limit.key");
    }
}
