package io.latchkey.limit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.RemovalCause;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import java.time.Clock;
import java.time.Duration;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** Buckets that refill continuously, and are discarded once they must be full again. */
final class Buckets implements BucketStore {

    private final Function<BucketKey, Bucket> maker;
    private final Cache<BucketKey, Bucket> buckets;

    private Buckets(int most, Function<BucketKey, Bucket> maker, BiConsumer<BucketKey, Bucket> evicted) {
        this.maker = maker;
        this.buckets = Caffeine.newBuilder()
                .maximumSize(most)
                .expireAfter(Expiry.<BucketKey, Bucket>accessing(
                        (key, bucket) -> key.limit().period()))
                .evictionListener((BucketKey key, Bucket bucket, RemovalCause cause) -> {
                    if (cause == RemovalCause.SIZE) {
                        evicted.accept(key, bucket);
                    }
                })
                .build();
    }

    /** Returns buckets that count elsewhere, as the given function creates them: evicting one loses nothing. */
    static Buckets elsewhere(int most, Function<BucketKey, Bucket> maker) {
        return new Buckets(most, maker, (key, bucket) -> {});
    }

    /**
     * Returns buckets in the memory of this node.
     *
     * @param most how many there may be, of some hundred bytes each; one that is evicted starts full again
     * @param forgotten run whenever that loses a count
     */
    static Buckets ofNode(int most, Clock clock, Runnable forgotten) {
        TimeMeter time = new ClockMeter(clock);
        return new Buckets(
                most,
                key -> Bucket.builder()
                        .addLimit(configuration(key).getBandwidths()[0])
                        .withCustomTimePrecision(time)
                        .build(),
                (key, bucket) -> {
                    if (bucket.getAvailableTokens() < key.limit().requests()) {
                        forgotten.run();
                    }
                });
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
