package io.latchkey.quota;

import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** Requests of a quota that this node has reserved in advance and grants by itself. */
final class QuotaBlock {

    private final Quota quota;
    private final Instant start;
    private final Instant end;
    private final AtomicLong left;
    private final long behind;
    private final boolean usedUp;

    /**
     * Creates a block.
     *
     * @param start the start of the period to which it belongs
     * @param size the number of requests in it
     * @param behind the number of free requests beyond it when it was reserved
     */
    QuotaBlock(Quota quota, Instant start, long size, long behind) {
        this.quota = quota;
        this.start = start;
        this.end = quota.period().end(start);
        this.left = new AtomicLong(size);
        this.behind = behind;
        this.usedUp = size == 0 && behind == 0;
    }

    /** Returns whether the block was reserved from the given quota and its period has not ended. */
    boolean isOf(Quota present, Instant now) {
        return quota.equals(present) && now.isBefore(end);
    }

    Quota quota() {
        return quota;
    }

    /** Returns the start of the period. */
    Instant start() {
        return start;
    }

    /**
     * Takes a request out of the block; empty if the block is exhausted and another must be reserved in the
     * database.
     */
    Optional<QuotaState> take() {
        long before = left.getAndUpdate(present -> Math.max(0, present - 1));
        if (before > 0) {
            return Optional.of(new QuotaState(true, behind + before - 1, end));
        }
        return usedUp ? Optional.of(new QuotaState(false, 0, end)) : Optional.empty();
    }

    QuotaState state() {
        return new QuotaState(true, behind + left.get(), end);
    }

    long left() {
        return left.get();
    }

    /** Empties the block and returns what was left. */
    long empty() {
        return left.getAndSet(0);
    }
}
