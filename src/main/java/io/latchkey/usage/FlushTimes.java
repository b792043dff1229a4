package io.latchkey.usage;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** Tracks the times of flushes for monitoring, by a monotonic clock. */
public final class FlushTimes {

    private final LongSupplier nanos;
    private final AtomicLong writtenUpTo;
    private final Deque<AtomicLong> running = new ConcurrentLinkedDeque<>();

    /** Uses a clock in nanoseconds, such as {@link System#nanoTime}. */
    FlushTimes(LongSupplier nanos) {
        this.nanos = nanos;
        this.writtenUpTo = new AtomicLong(nanos.getAsLong());
    }

    /** Runs a flush that writes everything that is pending. */
    void run(Flush flush) throws SQLException {
        long begun = nanos.getAsLong();
        AtomicLong lastProgress = new AtomicLong(begun);
        running.add(lastProgress);
        try {
            flush.run(() -> lastProgress.set(nanos.getAsLong()));
            writtenUpTo.accumulateAndGet(begun, (one, other) -> one - other > 0 ? one : other);
        } finally {
            running.remove(lastProgress);
        }
    }

    /** Returns the time since the start of the last complete flush; nothing unwritten is older. */
    public Duration sinceLast() {
        return Duration.ofNanos(nanos.getAsLong() - writtenUpTo.get());
    }

    /** Returns whether a running flush has made no progress for the given time. */
    public boolean hangsFor(Duration limit) {
        long now = nanos.getAsLong();
        return running.stream().anyMatch(progress -> now - progress.get() >= limit.toNanos());
    }

    /** A flush. */
    @FunctionalInterface
    interface Flush {

        /**
         * Writes the pending data.
         *
         * @param progress must be run whenever a part has been written
         */
        void run(Runnable progress) throws SQLException;
    }
}
