package io.latchkey.limit;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/**
 * Counts on all nodes together, and falls back to this node alone while the shared store is unavailable, so
 * that requests are neither refused nor delayed. A single request at a time interval probes whether the store
 * is available again.
 */
final class SharedBuckets implements BucketStore {

    private static final Logger LOG = System.getLogger(SharedBuckets.class.getName());

    private final BucketStore shared;
    private final BucketStore own;
    private final Runnable whenLost;
    private final long pause;
    private final AtomicBoolean away = new AtomicBoolean();
    private final AtomicLong nextTry = new AtomicLong();

    /**
     * Creates a store on top of both.
     *
     * @param whenLost run whenever the shared store fails
     * @param pause how long the shared store is left alone after a failure
     */
    SharedBuckets(BucketStore shared, BucketStore own, Runnable whenLost, Duration pause) {
        this.shared = shared;
        this.own = own;
        this.whenLost = whenLost;
        this.pause = pause.toNanos();
    }

    @Override
    public Allowance take(BucketKey key) {
        return call(buckets -> buckets.take(key));
    }

    @Override
    public void giveBack(BucketKey key) {
        call(buckets -> {
            buckets.giveBack(key);
            return key;
        });
    }

    private <T> T call(Function<BucketStore, T> operation) {
        if (mayTry()) {
            try {
                T result = operation.apply(shared);
                if (away.compareAndSet(true, false)) {
                    LOG.log(Level.INFO, "Rate limits are counted on all nodes together again");
                }
                return result;
            } catch (RuntimeException e) {
                lost(e);
            }
        }
        return operation.apply(own);
    }

    private boolean mayTry() {
        if (!away.get()) {
            return true;
        }
        long now = System.nanoTime();
        long next = nextTry.get();
        return now - next >= 0 && nextTry.compareAndSet(next, now + pause);
    }

    private void lost(RuntimeException failure) {
        nextTry.set(System.nanoTime() + pause);
        if (away.compareAndSet(false, true)) {
            LOG.log(
                    Level.WARNING,
                    "Rate limits are counted by this node alone until its Redis is back: {0}",
                    failure.toString());
        }
        whenLost.run();
    }
}
