package io.latchkey.limit;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.function.LongSupplier;

/** Begins at a time of the machine's clock, and then counts what passes. In UTC. */
public final class SteadyClock extends Clock {

    private final Instant start;
    private final LongSupplier nanos;
    private final long startNanos;

    /** Begins now; what passes is counted as {@link System#nanoTime} does. */
    public SteadyClock(Instant now, LongSupplier nanos) {
        this.start = now;
        this.nanos = nanos;
        this.startNanos = nanos.getAsLong();
    }

    @Override
    public Instant instant() {
        return start.plusNanos(nanos.getAsLong() - startNanos);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("In UTC alone");
    }
}
