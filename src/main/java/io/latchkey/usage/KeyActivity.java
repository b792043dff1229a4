package io.latchkey.usage;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.latchkey.database.ConflictRetry;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * What keys did since the last flush. A use costs an entry in memory; the database learns of it with the next flush, whose
 * cost grows with the number of keys that were used and not with the requests: all of them are counted, and of each key the last
 * uses are written one by one, the fewer the more keys there are. A kill of the process loses one interval.
 */
@Singleton
public class KeyActivity {

    /** Keys whose single uses are kept between two flushes; of those beyond it the requests are only counted. */
    private static final int MAX_KEYS = 10_000;

    /** Uses that a flush writes one by one, beside those with something new about them; but one of each key it always writes. */
    private static final int MAX_USES_A_FLUSH = 10_000;

    private static final int MAX_KNOWN = 200_000;

    private final KeyActivityStore store;
    private final Map<KeyDay, KeyTally> pending = new ConcurrentHashMap<>();
    private final FlushTimes times = new FlushTimes(System::nanoTime);

    // Origins that the database has. Nothing is forgotten there but with its key, whose id is never another's.
    private final Cache<KeyOrigin, Boolean> known =
            Caffeine.newBuilder().maximumSize(MAX_KNOWN).build();

    @Inject
    public KeyActivity(KeyActivityStore store) {
        this.store = store;
    }

    /** Remembers a request with the key. */
    public void record(long keyId, KeyUse use) {
        List<KeyOrigin> unknown = Stream.of(KeyOrigin.address(keyId, use), KeyOrigin.agent(keyId, use))
                .filter(origin -> known.getIfPresent(origin) == null)
                .toList();
        pending.compute(KeyDay.of(keyId, use), (day, tally) -> {
            KeyTally present = tally == null ? begin() : tally;
            unknown.forEach(origin -> present.keepAsFirst(origin, use));
            return present.count(use).keep(use);
        });
    }

    private KeyTally begin() {
        return pending.size() < MAX_KEYS ? KeyTally.keeping() : KeyTally.counting();
    }

    /**
     * Writes down what was remembered.
     *
     * @throws SQLException when the database fails; what was not written is then kept for the next flush
     */
    public void flush() throws SQLException {
        times.run(progress -> flushTo(store, progress));
    }

    /** How long the oldest use can have waited to be written down; nothing if none waits. */
    public Duration lag() {
        return pending.isEmpty() ? Duration.ZERO : times.sinceLast();
    }

    /** When it was flushed. */
    public FlushTimes flushTimes() {
        return times;
    }

    /**
     * Writes down what is remembered of one key.
     *
     * @throws SQLException as there
     */
    void flush(long keyId) throws SQLException {
        flushTo(
                store,
                pending.keySet().stream().filter(day -> day.keyId() == keyId).toList(),
                KeyTally.MAX_USES);
    }

    void flushTo(KeyActivityStore target) throws SQLException {
        flushTo(target, () -> {});
    }

    private void flushTo(KeyActivityStore target, Runnable progress) throws SQLException {
        List<KeyDay> days = new ArrayList<>(pending.keySet());
        // In the order of the ids, so that two nodes that flush the same keys do not lock each other out.
        days.sort(KeyActivityStore.ORDER);
        int uses = MAX_USES_A_FLUSH / Math.max(1, days.size());
        for (int from = 0; from < days.size(); from += KeyActivityStore.BATCH) {
            flushTo(target, days.subList(from, Math.min(from + KeyActivityStore.BATCH, days.size())), uses);
            progress.run();
        }
    }

    private void flushTo(KeyActivityStore target, List<KeyDay> days, int uses) throws SQLException {
        Map<KeyDay, KeyTally> taken = new TreeMap<>(KeyActivityStore.ORDER);
        for (KeyDay day : days) {
            KeyTally tally = pending.remove(day);
            if (tally != null) {
                taken.put(day, tally.keepLast(uses));
            }
        }
        try {
            // Of several nodes that begin a day of a key at the same moment, one is the first.
            ConflictRetry.call(() -> {
                target.save(taken);
                return taken;
            });
        } catch (SQLException | RuntimeException e) {
            taken.forEach((day, tally) -> pending.merge(day, tally, (later, earlier) -> earlier.before(later)));
            throw e;
        }
        taken.values().forEach(tally -> tally.firstOf().keySet().forEach(origin -> known.put(origin, true)));
    }
}
