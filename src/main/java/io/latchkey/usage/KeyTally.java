package io.latchkey.usage;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The activity of a key on a day since the last flush. Not thread-safe: the map that contains it provides the
 * locking.
 */
final class KeyTally {

    /** The number of uses kept in memory per active key; enough to show what is going on. */
    static final int MAX_USES = 50;

    /**
     * The number of origins whose first use is kept in addition; a further one is noticed only if it is used
     * again after the next flush.
     */
    private static final int MAX_ORIGINS = 20;

    private final Deque<KeyUse> last = new ArrayDeque<>();
    private final Map<KeyOrigin, KeyUse> firstOf = new LinkedHashMap<>();
    private final boolean keeps;
    private long successful;
    private long refused;

    private KeyTally(boolean keeps) {
        this.keeps = keeps;
    }

    /** Creates a tally that also keeps individual uses. */
    static KeyTally keeping() {
        return new KeyTally(true);
    }

    /** Creates a tally that keeps no individual uses, so that its size does not grow with them. */
    static KeyTally counting() {
        return new KeyTally(false);
    }

    /** Counts a use. */
    KeyTally count(KeyUse use) {
        if (use.isRefused()) {
            refused++;
        } else {
            successful++;
        }
        return this;
    }

    /** Keeps the use itself, as one of the last. */
    KeyTally keep(KeyUse use) {
        if (!keeps) {
            return this;
        }
        if (last.size() == MAX_USES) {
            last.removeFirst();
        }
        last.addLast(use);
        return this;
    }

    /** Retains only the last uses, but at least one. */
    KeyTally keepLast(int uses) {
        while (last.size() > Math.max(1, uses)) {
            last.removeFirst();
        }
        return this;
    }

    /** Keeps the use as the first of an origin that may or may not be new to the key. */
    KeyTally keepAsFirst(KeyOrigin origin, KeyUse use) {
        if (keeps && firstOf.size() < MAX_ORIGINS) {
            firstOf.putIfAbsent(origin, use);
        }
        return this;
    }

    /** Merges the later tally into this one, which could not be written. */
    KeyTally before(KeyTally later) {
        successful += later.successful;
        refused += later.refused;
        later.last.forEach(this::keep);
        later.firstOf.forEach(this::keepAsFirst);
        return this;
    }

    long successful() {
        return successful;
    }

    long refused() {
        return refused;
    }

    List<KeyUse> last() {
        return List.copyOf(last);
    }

    Map<KeyOrigin, KeyUse> firstOf() {
        return firstOf;
    }
}
