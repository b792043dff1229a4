package io.latchkey.limit;

import jakarta.inject.Singleton;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;

/**
 * How often this node forgot the requests of a key too early, because more keys have rate limits than it may
 * count: such a key may exceed its limit.
 */
@Singleton
public class ForgottenCounts {

    private static final Logger LOG = System.getLogger(ForgottenCounts.class.getName());

    private final LongAdder number = new LongAdder();
    private final AtomicBoolean said = new AtomicBoolean();

    /** Counts one, and logs the first. */
    void add() {
        number.increment();
        if (said.compareAndSet(false, true)) {
            LOG.log(
                    Level.WARNING,
                    "More keys have rate limits than this node may count, so some of them may exceed theirs:"
                            + " raise latchkey.limit.buckets");
        }
    }

    /** Returns how often since the start. */
    public long number() {
        return number.sum();
    }
}
