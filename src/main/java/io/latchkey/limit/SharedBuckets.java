package io.latchkey.limit;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/**
 * Counts on all nodes together, and on this one alone while that cannot be done: a request is neither refused nor held up because
 * the place to count in is away. One request in a while tries whether it is back.
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
     * Takes both places.
     *
     * @param whenLost what is to be done when the shared one fails
     * @param pause how long it is left alone then
     */
    SharedBuckets(BucketStore shared, BucketStore own, Runnable whenLost, Duration pause) {
        this.shared = shared;
        this.own = own;
        this.whenLost = whenLost;
        this.pause = pause.toNanos();
    }

    @Override
    public Allowance take(BucketPlace place) {
        return call(buckets -> buckets.take(place));
    }

    @Override
    public void giveBack(BucketPlace place) {
        call(buckets -> {
            buckets.giveBack(place);
            return place;
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
