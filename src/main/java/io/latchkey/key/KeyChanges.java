package io.latchkey.key;

import io.latchkey.right.CustomRightChanged;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Singleton;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Tells whether what was read of a key still holds. Each change takes a number, and what was read before the number is not
 * trusted any more; to ask costs two reads of memory and takes no lock. Many keys share a number, so that a change may cost
 * another key one more read of the database, and never a wrong answer.
 *
 * <p>Only while this node hears of every change is anything trusted at all: on a database that other nodes write to, whoever
 * listens to them says until when it does ({@link #trustUntil}).
 */
@Singleton
public class KeyChanges {

    /** Half a megabyte; a power of two. */
    private static final int STRIPES = 1 << 16;

    private final AtomicLong last = new AtomicLong();
    private final AtomicLongArray changed = new AtomicLongArray(STRIPES);
    private final AtomicLong secretMade = new AtomicLong();
    private volatile Trust trust = new Trust(Long.MAX_VALUE, System.nanoTime());

    /** The number to read under: taken before the database is asked. */
    public long now() {
        return last.get();
    }

    /** Whether a key, its secrets and its custom right are as they were when they were read under that number. */
    public boolean isUnchanged(long keyId, long customRightId, long readAt) {
        return isTrusted(readAt)
                && changed.get(stripe(keyId)) <= readAt
                && changed.get(stripe(customRightId)) <= readAt;
    }

    /** Whether what was not there then cannot be there now. */
    public boolean isStillMissing(long readAt) {
        return isTrusted(readAt) && secretMade.get() <= readAt;
    }

    /** Whether this node hears of every change, so that keys are answered from memory. */
    public boolean isInStep() {
        return isTrusted(now());
    }

    private boolean isTrusted(long readAt) {
        Trust present = trust;
        return readAt >= present.from() && System.nanoTime() - present.untilNanos() < 0;
    }

    /** A key, one of its secrets or a custom right was changed: what was read of it before is void. */
    public void changed(long id) {
        long number = last.incrementAndGet();
        changed.accumulateAndGet(stripe(id), number, Math::max);
    }

    /** A secret was made, so that something unknown may be known. */
    public void secretMade() {
        long number = last.incrementAndGet();
        secretMade.accumulateAndGet(number, Math::max);
    }

    /** On this node, before whoever asked for the change has its answer. */
    void changed(@Observes(during = TransactionPhase.AFTER_COMPLETION) KeyChanged change) {
        changed(change.id());
    }

    /** The same of a custom right, by which every key that has it is let in. */
    void changed(@Observes(during = TransactionPhase.AFTER_COMPLETION) CustomRightChanged change) {
        changed(change.id());
    }

    void secretMade(@Observes(during = TransactionPhase.AFTER_COMPLETION) SecretMade made) {
        secretMade();
    }

    /** What is read from now on is trusted, until a time of {@link System#nanoTime}; what was read before is void. */
    public void trustFromNow(long untilNanos) {
        trust = new Trust(last.incrementAndGet(), untilNanos);
    }

    /** Every change up to now has been heard of: what is trusted is trusted for longer. */
    public void trustUntil(long untilNanos) {
        trust = new Trust(trust.from(), untilNanos);
    }

    /** Changes may be missed: nothing is trusted. */
    public void distrust() {
        trust = new Trust(Long.MAX_VALUE, System.nanoTime());
    }

    private static int stripe(long id) {
        // Ids of one sequence lie close together; of two sequences, at the same places.
        return (int) (id * 0x9E3779B97F4A7C15L >>> 48) & (STRIPES - 1);
    }

    /**
     * @param from what was read under an earlier number is not trusted
     * @param untilNanos nor is anything from this time on
     */
    private record Trust(long from, long untilNanos) {}
}
