package io.latchkey.quota;

import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/** A key's quota on this node. The lock is this key's alone, and only for what the database is asked. */
final class QuotaMeter {

    /** Seconds: longer than any answer of a database that is well. */
    private static final int MAX_WAIT = 5;

    private final long keyId;
    private final Clock clock;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile Optional<QuotaBlock> block = Optional.empty();
    private boolean closed;

    QuotaMeter(long keyId, Clock clock) {
        this.keyId = keyId;
        this.clock = clock;
    }

    long keyId() {
        return keyId;
    }

    /** Takes a request; no answer when the meter has been closed in the meantime. */
    Optional<QuotaState> take(Quota quota, QuotaStore store) throws SQLException {
        Optional<QuotaState> fromMemory = fromMemory(quota).flatMap(QuotaBlock::take);
        if (fromMemory.isPresent()) {
            return fromMemory;
        }
        await();
        try {
            if (closed) {
                return Optional.empty();
            }
            // Another request may have been here first.
            Optional<QuotaState> meanwhile = fromMemory(quota).flatMap(QuotaBlock::take);
            if (meanwhile.isPresent()) {
                return meanwhile;
            }
            giveBack(store);
            QuotaBlock next = store.take(keyId, quota, clock.instant());
            Optional<QuotaState> own = next.take();
            block = Optional.of(next);
            return own;
        } finally {
            lock.unlock();
        }
    }

    /** What there is of the quota; no answer as above. */
    Optional<QuotaState> look(Quota quota, QuotaStore store) throws SQLException {
        Optional<QuotaBlock> present = fromMemory(quota);
        if (present.isPresent()) {
            return present.map(QuotaBlock::state);
        }
        await();
        try {
            if (closed) {
                return Optional.empty();
            }
            giveBack(store);
            QuotaBlock seen = store.look(keyId, quota, clock.instant());
            block = Optional.of(seen);
            return Optional.of(seen.state());
        } finally {
            lock.unlock();
        }
    }

    /** What this node has taken of the quota and not used yet. */
    long left(Quota quota) {
        return fromMemory(quota).map(QuotaBlock::left).orElse(0L);
    }

    /** Holds requests up that need the database; false when one of them is at it. */
    boolean tryLock() {
        return lock.tryLock();
    }

    /** Waits for those before it, but not for as many as might wait for a database that hangs. */
    private void await() throws SQLException {
        try {
            if (lock.tryLock(MAX_WAIT, TimeUnit.SECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new SQLTransientException("The database has not answered earlier requests for the quota");
    }

    void unlock() {
        lock.unlock();
    }

    /** Ends the meter, under its lock: what is to be given back. */
    Optional<UnusedRequests> close() {
        closed = true;
        return empty();
    }

    /** The quota that the block is of may have been changed, or its period be over. */
    private void giveBack(QuotaStore store) throws SQLException {
        Optional<UnusedRequests> unused = empty();
        if (unused.isPresent()) {
            store.giveBack(List.of(unused.get()));
        }
    }

    private Optional<UnusedRequests> empty() {
        Optional<QuotaBlock> present = block;
        block = Optional.empty();
        return present.map(of -> new UnusedRequests(keyId, of.quota().period(), of.start(), of.empty()))
                .filter(unused -> unused.requests() > 0);
    }

    private Optional<QuotaBlock> fromMemory(Quota quota) {
        Instant now = clock.instant();
        return block.filter(present -> present.isOf(quota, now));
    }
}
