package io.latchkey.usage;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** When flushes ran, for whoever watches over them: by a clock that nobody sets. */
public final class FlushTimes {

    private final LongSupplier nanos;
    private final AtomicLong writtenUpTo;
    private final Deque<AtomicLong> running = new ConcurrentLinkedDeque<>();

    /** The clock is one of nanoseconds, as {@link System#nanoTime}. */
    FlushTimes(LongSupplier nanos) {
        this.nanos = nanos;
        this.writtenUpTo = new AtomicLong(nanos.getAsLong());
    }

    /** Runs a flush that writes down all there is. */
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

    /** How long ago the last flush began that has written all there was: nothing unwritten is older. */
    public Duration sinceLast() {
        return Duration.ofNanos(nanos.getAsLong() - writtenUpTo.get());
    }

    /** Whether a flush is at work that has written nothing for so long. */
    public boolean hangsFor(Duration limit) {
        long now = nanos.getAsLong();
        return running.stream().anyMatch(progress -> now - progress.get() >= limit.toNanos());
    }

    /** The writing. */
    @FunctionalInterface
    interface Flush {

        /**
         * Writes.
         *
         * @param progress to be run whenever a part of it is written
         */
        void run(Runnable progress) throws SQLException;
    }
}
