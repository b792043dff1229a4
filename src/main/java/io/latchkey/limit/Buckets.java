package io.latchkey.limit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import io.latchkey.key.RateLimit;
import java.time.Clock;
import java.time.Duration;

/**
 * Limits, kept for each of many: a bucket that fills evenly and is forgotten when it must be full again. What gets another
 * limit gets another bucket, full; the earlier one is there when the limit is changed back.
 *
 * @param <T> what tells the many apart
 */
final class Buckets<T> {

    /** A bucket is some hundred bytes; the one that is given up for another is full again. */
    private static final int MAX_BUCKETS = 100_000;

    private final String policy;
    private final TimeMeter time;
    private final Cache<Place<T>, Bucket> buckets = Caffeine.newBuilder()
            .maximumSize(MAX_BUCKETS)
            .expireAfter(Expiry.<Place<T>, Bucket>accessing(
                    (place, bucket) -> place.limit().period()))
            .build();

    Buckets(String policy, Clock clock) {
        this.policy = policy;
        this.time = new ClockMeter(clock);
    }

    /** Counts a request. */
    Allowance take(T id, RateLimit limit) {
        ConsumptionProbe probe = bucket(id, limit).tryConsumeAndReturnRemaining(1);
        return new Allowance(
                policy,
                limit,
                probe.isConsumed(),
                probe.getRemainingTokens(),
                Duration.ofNanos(probe.getNanosToWaitForRefill()),
                Duration.ofNanos(probe.getNanosToWaitForReset()));
    }

    /** Uncounts one that was refused elsewhere. */
    void giveBack(T id, RateLimit limit) {
        bucket(id, limit).addTokens(1);
    }

    private Bucket bucket(T id, RateLimit limit) {
        return buckets.get(new Place<>(id, limit), unseen -> bucket(limit, time));
    }

    private static Bucket bucket(RateLimit limit, TimeMeter time) {
        return Bucket.builder()
                .addLimit(bandwidth ->
                        bandwidth.capacity(limit.requests()).refillGreedy(limit.requests(), limit.period()))
                .withCustomTimePrecision(time)
                .build();
    }

    private record Place<T>(T id, RateLimit limit) {}
}
