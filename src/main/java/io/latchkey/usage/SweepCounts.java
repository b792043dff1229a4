package io.latchkey.usage;

import io.latchkey.key.DisabledBy;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** Statistics of this node's inactivity sweeps since its start. */
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

    /** Returns the number of keys disabled for the given cause. */
    public long disabled(DisabledBy cause) {
        LongAdder keys = disabled.get(cause);
        return keys == null ? 0 : keys.sum();
    }

    /** Returns the number of successful runs. */
    public long runs() {
        return succeeded.sum();
    }

    /** Returns the number of failed runs. */
    public long failures() {
        return failed.sum();
    }
}
