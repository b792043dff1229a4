package io.latchkey.quota;

import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** Requests of a quota that this node has taken in advance and lets through by itself. */
final class QuotaBlock {

    private final Quota quota;
    private final Instant start;
    private final Instant end;
    private final AtomicLong left;
    private final long behind;
    private final boolean usedUp;

    /**
     * A block.
     *
     * @param start of the period that it is of
     * @param size the requests in it
     * @param behind what was free beside it when it was taken
     */
    QuotaBlock(Quota quota, Instant start, long size, long behind) {
        this.quota = quota;
        this.start = start;
        this.end = quota.period().end(start);
        this.left = new AtomicLong(size);
        this.behind = behind;
        this.usedUp = size == 0 && behind == 0;
    }

    /** Whether the quota is still the one that the block was taken of, and its period not over. */
    boolean isOf(Quota present, Instant now) {
        return quota.equals(present) && now.isBefore(end);
    }

    Quota quota() {
        return quota;
    }

    /** The period's start. */
    Instant start() {
        return start;
    }

    /** Takes a request out of the block; no answer when it is empty and the database has to be asked for another. */
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

    /** Empties the block: what was left. */
    long empty() {
        return left.getAndSet(0);
    }
}
