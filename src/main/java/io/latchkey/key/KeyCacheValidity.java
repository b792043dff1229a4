package io.latchkey.key;

import io.latchkey.right.CustomRightChanged;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Singleton;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Tracks whether cached key data is still current. Each change takes a sequence number, which invalidates
 * data of the key read under an earlier number; a check costs two memory reads and takes no lock. Many keys
 * share a stripe, so a change may cost another key one more database read, but never yields a wrong answer.
 *
 * <p>Data is trusted only while this node hears of every change: on a database that other nodes write to, the
 * listener for their changes determines how long it is trusted ({@link #trustUntil}).
 */
@Singleton
public class KeyCacheValidity {

    /**
     * Eight megabytes in total; must be a power of two. So many that a sweep or a deletion of very many keys, some
     * ten thousand a second, costs another key a database read only every two minutes.
     */
    private static final int STRIPE_BITS = 20;

    private final AtomicLong last = new AtomicLong();
    private final AtomicLongArray changed = new AtomicLongArray(1 << STRIPE_BITS);
    private final AtomicLong secretCreated = new AtomicLong();
    private final AtomicReference<Trust> trust = new AtomicReference<>(Trust.none());

    /** Returns the current sequence number, to be taken before reading from the database. */
    public long now() {
        return last.get();
    }

    /**
     * Returns whether a key, its secrets and its custom right are unchanged since they were read at the given
     * number.
     */
    public boolean isUnchanged(long keyId, long customRightId, long readAt) {
        return isTrusted(readAt)
                && changed.get(stripe(keyId)) <= readAt
                && changed.get(stripe(customRightId)) <= readAt;
    }

    /** Returns whether a secret that was not found at the given number still cannot exist. */
    public boolean isStillMissing(long readAt) {
        return isTrusted(readAt) && secretCreated.get() <= readAt;
    }

    /** Returns whether this node hears of every change, so that keys may be served from the cache. */
    public boolean isInStep() {
        return isTrusted(now());
    }

    private boolean isTrusted(long readAt) {
        Trust present = trust.get();
        return readAt >= present.from() && System.nanoTime() - present.untilNanos() < 0;
    }

    /** Invalidates earlier reads of a key or custom right, because it or a secret of the key was changed. */
    public void changed(long id) {
        long number = last.incrementAndGet();
        changed.accumulateAndGet(stripe(id), number, Math::max);
    }

    /** Invalidates earlier failed lookups, because a secret was created. */
    public void secretCreated() {
        long number = last.incrementAndGet();
        secretCreated.accumulateAndGet(number, Math::max);
    }

    /** Invalidates the key on this node before the caller that changed it receives the response. */
    void changed(@Observes(during = TransactionPhase.AFTER_COMPLETION) KeyChanged change) {
        changed(change.id());
    }

    /** Invalidates all keys that have the custom right, in the same way. */
    void changed(@Observes(during = TransactionPhase.AFTER_COMPLETION) CustomRightChanged change) {
        changed(change.id());
    }

    void secretCreated(@Observes(during = TransactionPhase.AFTER_COMPLETION) SecretCreated created) {
        secretCreated();
    }

    /** Trusts data read from now until the given {@link System#nanoTime}, and invalidates earlier reads. */
    public void trustFromNow(long untilNanos) {
        trust.set(new Trust(last.incrementAndGet(), untilNanos));
    }

    /**
     * Extends the trust in existing data, because every change up to now has been received; does not end
     * {@link #distrust()}, not even one at the same moment.
     */
    public void trustUntil(long untilNanos) {
        trust.updateAndGet(present -> new Trust(present.from(), untilNanos));
    }

    /** Stops trusting any data, because changes may be missed. */
    public void distrust() {
        trust.set(Trust.none());
    }

    private static int stripe(long id) {
        // Spreads the ids: those of one sequence lie close together, and those of two sequences overlap.
        return (int) (id * 0x9E3779B97F4A7C15L >>> Long.SIZE - STRIPE_BITS);
    }

    /**
     * @param from data read under an earlier number is not trusted
     * @param untilNanos the time from which nothing is trusted
     */
    private record Trust(long from, long untilNanos) {

        static Trust none() {
            return new Trust(Long.MAX_VALUE, System.nanoTime());
        }
    }
}
