package io.latchkey.usage;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a key did on a day since the last flush. Not for several threads: the map that holds it locks. */
final class KeyTally {

    /** Uses: as many as tell what is going on, in memory for every active key. */
    static final int MAX_USES = 50;

    private static final int MAX_ORIGINS = 100;

    private final Deque<KeyUse> last = new ArrayDeque<>();
    private final Map<KeyOrigin, KeyUse> firstOf = new LinkedHashMap<>();
    private final boolean keeps;
    private long successful;
    private long refused;

    private KeyTally(boolean keeps) {
        this.keeps = keeps;
    }

    /** One that keeps uses, too. */
    static KeyTally keeping() {
        return new KeyTally(true);
    }

    /** One that keeps none, and takes no more memory however often the key is used. */
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

    /** Keeps of the uses the last ones alone, and one at least. */
    KeyTally keepLast(int uses) {
        while (last.size() > Math.max(1, uses)) {
            last.removeFirst();
        }
        return this;
    }

    /** Keeps the use as the first of an origin, of which it is not known whether the key had it before. */
    KeyTally keepAsFirst(KeyOrigin origin, KeyUse use) {
        if (keeps && firstOf.size() < MAX_ORIGINS) {
            firstOf.putIfAbsent(origin, use);
        }
        return this;
    }

    /** This one, which could not be written, with what came after it. */
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
