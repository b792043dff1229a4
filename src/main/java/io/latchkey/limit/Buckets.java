package io.latchkey.limit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** One limit, kept for each of many: a bucket that fills evenly and is forgotten when it must be full again. */
final class Buckets {

    /** A bucket is some hundred bytes; the one that is given up for another is full again. */
    private static final int MAX_BUCKETS = 100_000;

    private final String policy;
    private final RateLimit limit;
    private final TimeMeter time;
    private final Cache<Long, Bucket> buckets;

    Buckets(String policy, RateLimit limit, Clock clock) {
        this.policy = policy;
        this.limit = limit;
        this.time = new ClockMeter(clock);
        this.buckets = Caffeine.newBuilder()
                .maximumSize(MAX_BUCKETS)
                .expireAfterAccess(limit.period())
                .build();
    }

    /** Counts a request. */
    Allowance take(long id) {
        ConsumptionProbe probe = bucket(id).tryConsumeAndReturnRemaining(1);
        return new Allowance(
                policy,
                limit,
                probe.isConsumed(),
                probe.getRemainingTokens(),
                Duration.ofNanos(probe.getNanosToWaitForRefill()),
                Duration.ofNanos(probe.getNanosToWaitForReset()));
    }

    /** Uncounts one that was refused elsewhere. */
    void giveBack(long id) {
        bucket(id).addTokens(1);
    }

    private Bucket bucket(long id) {
        return buckets.get(id, unseen -> Bucket.builder()
                .addLimit(bandwidth ->
                        bandwidth.capacity(limit.requests()).refillGreedy(limit.requests(), limit.period()))
                .withCustomTimePrecision(time)
                .build());
    }

    private record ClockMeter(Clock clock) implements TimeMeter {

        @Override
        public long currentTimeNanos() {
            Instant now = clock.instant();
            return now.getEpochSecond() * 1_000_000_000L + now.getNano();
        }

        @Override
        public boolean isWallClockBased() {
            return true;
        }
    }
}
