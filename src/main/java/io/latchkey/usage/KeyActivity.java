package io.latchkey.usage;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.latchkey.database.Batches;
import io.latchkey.database.ConflictRetry;
import io.latchkey.database.IndependentParts;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

/**
 * The activity of keys since the last flush. A use costs an entry in memory and reaches the database with the
 * next flush, whose cost grows with the number of keys used, not with the requests: all requests are counted,
 * and the last uses of each key are written individually, fewer of them the more keys there are. If the
 * process is killed, what came since the last flush is lost.
 */
@Singleton
public class KeyActivity {

    /**
     * The number of uses that a flush writes individually, in addition to those from a new origin; at least
     * one of each key on each day is always written.
     */
    private static final int MAX_USES_A_FLUSH = 10_000;

    private static final int MAX_KNOWN = 200_000;

    /** In seconds; longer than it takes a healthy database to write a batch. */
    private static final int MAX_WAIT = 5;

    private final KeyActivityStore store;
    private final KeyTallies pending = new KeyTallies();

    /** Fair, so that a reader waits for one batch of a large flush, not for all of them. */
    private final ReentrantLock turn = new ReentrantLock(true);

    private final FlushTimes times = new FlushTimes(System::nanoTime);

    // Origins already in the database. They are deleted only with their key, whose id is never reused.
    private final Cache<KeyOrigin, Boolean> known =
            Caffeine.newBuilder().maximumSize(MAX_KNOWN).build();

    // Those of which no more are kept, for the same reason for ever. To ask about each one would be in vain.
    private final Cache<KeyOrigin.OfKey, Boolean> full =
            Caffeine.newBuilder().maximumSize(MAX_KNOWN).build();

    @Inject
    public KeyActivity(KeyActivityStore store) {
        this.store = store;
    }

    /** Records a request made with the key. */
    public void record(long keyId, KeyUse use) {
        List<KeyOrigin> unknown = unknown(KeyOrigin.address(keyId, use), KeyOrigin.agent(keyId, use));
        pending.change(KeyDay.of(keyId, use), tally -> tally.with(use, unknown));
    }

    private List<KeyOrigin> unknown(KeyOrigin address, KeyOrigin agent) {
        // True for nearly every use.
        if (isKnown(address) && isKnown(agent)) {
            return List.of();
        }
        return Stream.of(address, agent).filter(origin -> !isKnown(origin)).toList();
    }

    private boolean isKnown(KeyOrigin origin) {
        return known.getIfPresent(origin) != null || full.getIfPresent(origin.ofKey()) != null;
    }

    /**
     * Writes the recorded activity.
     *
     * @throws SQLException if the database fails; anything not written is kept for the next flush
     */
    public void flush() throws SQLException {
        times.run(progress -> flush((days, uses) -> inTurn(() -> write(store, days, uses)), progress));
    }

    /** Returns how long the oldest unwritten use may have been waiting; zero if there is none. */
    public Duration lag() {
        return pending.isEmpty() ? Duration.ZERO : times.sinceLast();
    }

    /** Returns the times of flushes. */
    public FlushTimes flushTimes() {
        return times;
    }

    /**
     * Writes the recorded activity of one key.
     *
     * @throws SQLException if the database fails; anything not written is kept for the next flush
     */
    void flush(long keyId) throws SQLException {
        inTurn(() -> write(
                store,
                pending.days().stream().filter(day -> day.keyId() == keyId).toList(),
                RecentUses.KEPT));
    }

    /** Writes the recorded activity elsewhere, and waits for nobody who does so at the same time. */
    void flushTo(KeyActivityStore target) throws SQLException {
        flush((days, uses) -> write(target, days, uses), () -> {});
    }

    private void flush(Writing writing, Runnable progress) throws SQLException {
        List<KeyDay> days = new ArrayList<>(pending.days());
        // Ordered by id, so that two nodes that flush the same keys cannot deadlock.
        days.sort(KeyActivityStore.ORDER);
        int uses = MAX_USES_A_FLUSH / Math.max(1, days.size());
        IndependentParts batches = new IndependentParts();
        for (List<KeyDay> batch : Batches.of(days, KeyActivityStore.BATCH)) {
            batches.run(() -> {
                writing.write(batch, uses);
                progress.run();
            });
        }
        batches.finish();
    }

    /**
     * Waits for what another thread is writing, because a reader would find it neither in memory nor in the database;
     * but not for ever, since the database may hang.
     */
    private void inTurn(Step step) throws SQLException {
        boolean alone = await();
        try {
            step.run();
        } finally {
            if (alone) {
                turn.unlock();
            }
        }
    }

    /** Returns whether the lock is held now. */
    private boolean await() {
        try {
            return turn.tryLock(MAX_WAIT, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void write(KeyActivityStore target, List<KeyDay> days, int uses) throws SQLException {
        Map<KeyDay, KeyTally> taken = new TreeMap<>(KeyActivityStore.ORDER);
        try {
            for (KeyDay day : days) {
                pending.take(day).ifPresent(tally -> taken.put(day, tally));
            }
            taken.replaceAll((day, tally) -> tally.keepLast(uses));
            // If several nodes begin the same day of a key concurrently, only one succeeds at first.
            ConflictRetry.call(() -> target.save(taken)).forEach(origins -> full.put(origins, true));
        } catch (Throwable e) {
            // Also after an error: memory may be there again at the next flush, and what was taken is nowhere else.
            taken.forEach((day, tally) -> pending.change(day, tally::before));
            throw e;
        }
        taken.values().forEach(tally -> tally.firstOf().keySet().forEach(origin -> known.put(origin, true)));
    }

    private interface Writing {
        void write(List<KeyDay> days, int uses) throws SQLException;
    }

    private interface Step {
        void run() throws SQLException;
    }
}
