package io.latchkey.caller;

import jakarta.inject.Singleton;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

/**
 * Counts the outcomes of key checks on this node since its start. Counting costs a request no more than an
 * addition.
 */
@Singleton
public class KeyDecisions {

    private final Map<KeyDecision, LongAdder> counts = new EnumMap<>(KeyDecision.class);

    public KeyDecisions() {
        for (KeyDecision decision : KeyDecision.values()) {
            counts.put(decision, new LongAdder());
        }
    }

    /** Counts one decision. */
    public void count(KeyDecision decision) {
        counts.get(decision).increment();
    }

    /** Returns the result of the lookup, and counts the decision as undecided if the lookup fails. */
    public <T> T undecidedUnlessFound(Supplier<T> lookUp) {
        try {
            return lookUp.get();
        } catch (RuntimeException e) {
            count(KeyDecision.UNDECIDED);
            throw e;
        }
    }

    /** Returns the number of decisions of this kind. */
    public long number(KeyDecision decision) {
        return counts.get(decision).sum();
    }
}
