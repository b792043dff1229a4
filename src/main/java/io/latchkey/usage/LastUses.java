package io.latchkey.usage;

import io.latchkey.key.ApiKeyPrincipal;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The last use of each key since the last flush. A use costs one entry in memory; the database learns of it with the next
 * flush of this node, as one row of the key and one of its secret however often it was used. A kill of the process loses the
 * uses of one flush interval.
 */
@Singleton
public class LastUses {

    private final LastUseStore store;
    private final Clock clock;
    private final Map<Long, Instant> pending = new ConcurrentHashMap<>();
    private final Map<Long, Instant> pendingOfSecrets = new ConcurrentHashMap<>();
    private final FlushTimes times = new FlushTimes(System::nanoTime);

    @Inject
    public LastUses(LastUseStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /** Remembers that the key was used just now, by the secret that it was presented by. */
    public void record(ApiKeyPrincipal key) {
        Instant now = clock.instant();
        pending.merge(key.keyId(), now, LastUses::later);
        pendingOfSecrets.merge(key.secretId(), now, LastUses::later);
    }

    /** The key's last use that the database does not know yet. */
    public Optional<Instant> pending(long keyId) {
        return Optional.ofNullable(pending.get(keyId));
    }

    /**
     * Writes down what was remembered.
     *
     * @throws SQLException when the database fails; the uses are then kept for the next flush
     */
    public void flush() throws SQLException {
        times.run(() -> flushTo(store));
    }

    /** How long the oldest use can have waited to be written down; nothing if none waits. */
    public Duration lag() {
        return pending.isEmpty() && pendingOfSecrets.isEmpty() ? Duration.ZERO : times.sinceLast();
    }

    /** When it was flushed. */
    public FlushTimes flushTimes() {
        return times;
    }

    void flushTo(LastUseStore target) throws SQLException {
        write(pending, target::save);
        write(pendingOfSecrets, target::saveOfSecrets);
    }

    private static void write(Map<Long, Instant> pending, Target target) throws SQLException {
        Map<Long, Instant> uses = Map.copyOf(pending);
        if (uses.isEmpty()) {
            return;
        }
        target.save(uses);
        // Only now, and only what was written: a use during the writing stays for the next flush.
        uses.forEach(pending::remove);
    }

    private interface Target {
        void save(Map<Long, Instant> lastUses) throws SQLException;
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
