package io.latchkey.caller;

import jakarta.inject.Singleton;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

/** Counts what was decided about keys since the start, on this node. To count costs a request no more than an addition. */
@Singleton
public class KeyDecisions {

    private final Map<KeyDecision, LongAdder> counts = new EnumMap<>(KeyDecision.class);

    public KeyDecisions() {
        for (KeyDecision decision : KeyDecision.values()) {
            counts.put(decision, new LongAdder());
        }
    }

    /** Counts one. */
    public void count(KeyDecision decision) {
        counts.get(decision).increment();
    }

    /** What the look-up finds; that it could not be made is counted as well. */
    public <T> T undecidedUnlessFound(Supplier<T> lookUp) {
        try {
            return lookUp.get();
        } catch (RuntimeException e) {
            count(KeyDecision.UNDECIDED);
            throw e;
        }
    }

    /** How many there were. */
    public long number(KeyDecision decision) {
        return counts.get(decision).sum();
    }
}
