package io.latchkey.usage;

import io.latchkey.caller.ApiKeyPrincipal;
import io.latchkey.database.IndependentParts;
import io.latchkey.key.UnwrittenUses;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The last use of each key since the last flush. A use costs one entry in memory and reaches the database
 * with this node's next flush, as one row of the key and one of its secret however often it was used. If the
 * process is killed, the uses since the last flush are lost: those of one interval and of the time a flush
 * takes; more while the database refuses some.
 */
@Singleton
public class LastUses implements UnwrittenUses {

    private final LastUseStore store;
    private final Clock clock;
    private final LatestTimes pending = new LatestTimes();
    private final LatestTimes pendingOfSecrets = new LatestTimes();
    private final FlushTimes times = new FlushTimes(System::nanoTime);

    @Inject
    public LastUses(LastUseStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /** Records that the key was used just now, with the secret that was presented. */
    public void record(ApiKeyPrincipal key) {
        Instant now = clock.instant();
        pending.record(key.keyId(), now);
        pendingOfSecrets.record(key.secretId(), now);
    }

    @Override
    public Optional<Instant> pending(long keyId) {
        return pending.get(keyId);
    }

    /**
     * Writes the recorded uses.
     *
     * @throws SQLException if the database fails; what could not be written is kept for the next flush
     */
    public void flush() throws SQLException {
        times.run(progress -> flushTo(store, progress));
    }

    /** Returns how long the oldest unwritten use may have been waiting; zero if there is none. */
    public Duration lag() {
        return pending.isEmpty() && pendingOfSecrets.isEmpty() ? Duration.ZERO : times.sinceLast();
    }

    /** Returns the times of flushes. */
    public FlushTimes flushTimes() {
        return times;
    }

    /** Flushes to another store of the same database. */
    void flushTo(LastUseStore target) throws SQLException {
        flushTo(target, () -> {});
    }

    private void flushTo(LastUseStore target, Runnable progress) throws SQLException {
        IndependentParts kinds = new IndependentParts();
        kinds.run(() -> write(pending, target::save, progress));
        kinds.run(() -> write(pendingOfSecrets, target::saveOfSecrets, progress));
        kinds.finish();
    }

    private static void write(LatestTimes pending, Target target, Runnable progress) throws SQLException {
        Map<Long, Instant> uses = pending.copy();
        if (uses.isEmpty()) {
            return;
        }
        target.save(uses, written -> {
            // Removes only what was written: a use recorded in the meantime is kept for the next flush.
            written.forEach(use -> pending.remove(use.getKey(), use.getValue()));
            progress.run();
        });
    }

    private interface Target {
        void save(Map<Long, Instant> lastUses, Consumer<List<Map.Entry<Long, Instant>>> written) throws SQLException;
    }
}
