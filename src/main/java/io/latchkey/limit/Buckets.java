package io.latchkey.limit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Function;

/** Buckets that refill continuously, and are discarded once they must be full again. */
final class Buckets implements BucketStore {

    /** A bucket takes some hundred bytes; one that is evicted starts full again. */
    private static final int MAX_BUCKETS = 200_000;

    private final Function<BucketKey, Bucket> maker;
    private final Cache<BucketKey, Bucket> buckets = Caffeine.newBuilder()
            .maximumSize(MAX_BUCKETS)
            .expireAfter(Expiry.<BucketKey, Bucket>accessing(
                    (key, bucket) -> key.limit().period()))
            .build();

    /** Creates buckets with the given function, wherever they count. */
    Buckets(Function<BucketKey, Bucket> maker) {
        this.maker = maker;
    }

    /** Returns buckets in the memory of this node. */
    static Buckets ofNode(Clock clock) {
        TimeMeter time = new ClockMeter(clock);
        return new Buckets(key -> Bucket.builder()
                .addLimit(configuration(key).getBandwidths()[0])
                .withCustomTimePrecision(time)
                .build());
    }

    static BucketConfiguration configuration(BucketKey key) {
        return BucketConfiguration.builder()
                .addLimit(bandwidth -> bandwidth
                        .capacity(key.limit().requests())
                        .refillGreedy(key.limit().requests(), key.limit().period()))
                .build();
    }

    @Override
    public Allowance take(BucketKey key) {
        ConsumptionProbe probe = bucket(key).tryConsumeAndReturnRemaining(1);
        return new Allowance(
                key.policy(),
                key.limit(),
                probe.isConsumed(),
                probe.getRemainingTokens(),
                Duration.ofNanos(probe.getNanosToWaitForRefill()),
                Duration.ofNanos(probe.getNanosToWaitForReset()));
    }

    @Override
    public void giveBack(BucketKey key) {
        bucket(key).addTokens(1);
    }

    private Bucket bucket(BucketKey key) {
        return buckets.get(key, maker);
    }
}
