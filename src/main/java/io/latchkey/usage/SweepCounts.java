package io.latchkey.usage;

import io.latchkey.key.DisabledBy;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** What the inactivity sweep of this node has done since the start. */
@Singleton
public class SweepCounts {

    private final Map<DisabledBy, LongAdder> disabled = new ConcurrentHashMap<>();
    private final LongAdder succeeded = new LongAdder();
    private final LongAdder failed = new LongAdder();

    void disabled(DisabledBy cause, int keys) {
        disabled.computeIfAbsent(cause, first -> new LongAdder()).add(keys);
    }

    void succeeded() {
        succeeded.increment();
    }

    void failed() {
        failed.increment();
    }

    /** How many keys it has disabled for that cause. */
    public long disabled(DisabledBy cause) {
        LongAdder keys = disabled.get(cause);
        return keys == null ? 0 : keys.sum();
    }

    /** How many runs have gone through. */
    public long runs() {
        return succeeded.sum();
    }

    /** How many runs have failed. */
    public long failures() {
        return failed.sum();
    }
}
