package io.latchkey.usage;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;

/**
 * The tally of each key and day, until it is {@linkplain #take taken}. Changing one that is present waits for no
 * lock, however many threads do it; only adding one can wait for one. No change is lost.
 */
final class KeyTallies {

    /** The number of tallies that keep individual uses; further ones only count them. */
    private static final int MAX_KEEPING = 10_000;

    /** A reference without a tally has been taken, or is about to be removed, and takes no change any more. */
    private final ConcurrentMap<KeyDay, AtomicReference<KeyTally>> tallies = new ConcurrentHashMap<>();

    /**
     * Replaces the tally, or an empty one if there is none, by what the change makes of it. The change may be called
     * several times, and must have no effect but its result.
     */
    void change(KeyDay day, UnaryOperator<KeyTally> change) {
        boolean changed = false;
        while (!changed) {
            AtomicReference<KeyTally> present = tallies.get(day);
            if (present == null) {
                changed = tallies.putIfAbsent(day, new AtomicReference<>(change.apply(begin()))) == null;
            } else if (present.updateAndGet(tally -> tally == null ? null : change.apply(tally)) != null) {
                changed = true;
            } else {
                tallies.remove(day, present);
            }
        }
    }

    private KeyTally begin() {
        return tallies.size() < MAX_KEEPING ? KeyTally.keeping() : KeyTally.counting();
    }

    /** Removes the tally and returns it. */
    Optional<KeyTally> take(KeyDay day) {
        AtomicReference<KeyTally> present = tallies.get(day);
        if (present == null) {
            return Optional.empty();
        }
        Optional<KeyTally> taken = Optional.ofNullable(present.getAndSet(null));
        tallies.remove(day, present);
        return taken;
    }

    boolean isEmpty() {
        return tallies.isEmpty();
    }

    /** Returns the key-days that have a tally; one that other threads add meanwhile may or may not be among them. */
    List<KeyDay> days() {
        return List.copyOf(tallies.keySet());
    }
}
