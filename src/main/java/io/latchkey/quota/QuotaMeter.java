package io.latchkey.quota;

import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/** A key's quota on this node. The lock is per key, and held only for access to the database. */
final class QuotaMeter {

    /** In seconds; longer than any response of a healthy database. */
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

    /** Takes a request; empty if the meter has been closed in the meantime. */
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
            // Another request may have reserved a block first.
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

    /** Returns the state of the quota; empty if the meter has been closed in the meantime. */
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

    /** Returns what this node has reserved of the quota and not yet used. */
    long left(Quota quota) {
        return fromMemory(quota).map(QuotaBlock::left).orElse(0L);
    }

    /** Blocks requests that need the database; returns false if one of them holds the lock. */
    boolean tryLock() {
        return lock.tryLock();
    }

    /** Waits for earlier requests, but not indefinitely, as they may be waiting for a hanging database. */
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

    /** Closes the meter, whose lock must be held, and returns what is to be given back. */
    Optional<UnusedRequests> close() {
        closed = true;
        return empty();
    }

    /** The block may belong to an earlier version of the quota, or to a period that has ended. */
    private void giveBack(QuotaStore store) throws SQLException {
        Optional<UnusedRequests> unused = empty();
        if (unused.isPresent()) {
            store.giveBack(List.of(unused.get()));
        }
    }

    private Optional<UnusedRequests> empty() {
        Optional<QuotaBlock> present = block;
        block = Optional.empty();
        return present.map(last -> new UnusedRequests(keyId, last.quota().period(), last.start(), last.empty()))
                .filter(unused -> unused.requests() > 0);
    }

    private Optional<QuotaBlock> fromMemory(Quota quota) {
        Instant now = clock.instant();
        return block.filter(present -> present.isOf(quota, now));
    }
}
