package io.latchkey.usage;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The latest time recorded for each id, until it is {@linkplain #remove removed}. Recording a time for an id
 * that is present waits for no lock, however many threads do it; only adding an id can wait for one.
 */
final class LatestTimes {

    /** A reference without a time has been removed, or is about to be, and takes none any more. */
    private final ConcurrentMap<Long, AtomicReference<Instant>> times = new ConcurrentHashMap<>();

    /** Records the time, unless a later one is recorded. */
    void record(long id, Instant time) {
        boolean recorded = false;
        while (!recorded) {
            AtomicReference<Instant> latest = times.get(id);
            if (latest == null) {
                recorded = times.putIfAbsent(id, new AtomicReference<>(time)) == null;
            } else if (latest.accumulateAndGet(time, LatestTimes::laterUnlessRemoved) != null) {
                recorded = true;
            } else {
                times.remove(id, latest);
            }
        }
    }

    private static Instant laterUnlessRemoved(Instant latest, Instant time) {
        return latest != null && latest.isBefore(time) ? time : latest;
    }

    /** Removes the id, unless another time than this one is recorded by now. */
    void remove(long id, Instant time) {
        AtomicReference<Instant> latest = times.get(id);
        if (latest == null) {
            return;
        }
        Instant present = latest.get();
        if (time.equals(present) && latest.compareAndSet(present, null)) {
            times.remove(id, latest);
        }
    }

    Optional<Instant> get(long id) {
        return Optional.ofNullable(times.get(id)).map(AtomicReference::get);
    }

    boolean isEmpty() {
        return times.isEmpty();
    }

    /** Returns a copy of what is recorded; what other threads record meanwhile may or may not be in it. */
    Map<Long, Instant> copy() {
        Map<Long, Instant> copy = new HashMap<>();
        times.forEach((id, latest) -> {
            Instant time = latest.get();
            if (time != null) {
                copy.put(id, time);
            }
        });
        return copy;
    }
}
