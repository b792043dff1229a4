package io.latchkey.quota;

import io.latchkey.database.Batches;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.persistence.PersistenceException;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Counts the requests of keys that have a quota. All nodes together never grant more than the quota: each
 * reserves blocks of it in the database, smaller ones towards its end, and gives back unused requests with
 * every flush. If the process is killed, or the database fails while they are given back, a block is lost: at
 * most 100 requests, and at most a twentieth of what was free.
 */
@Singleton
public class Quotas {

    /** In keys; few enough that their requests do not wait for long. */
    private static final int BATCH = 100;

    private final QuotaStore store;
    private final Clock clock;
    private final Map<Long, QuotaMeter> meters = new ConcurrentHashMap<>();

    @Inject
    public Quotas(QuotaStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /** Counts a request of the key, if there is one left. Must be called outside of any transaction. */
    public QuotaState take(long keyId, Quota quota) {
        return ask(keyId, meter -> meter.take(quota, store));
    }

    /** Returns what is left to the key, from memory if this node knows it; counts nothing. */
    public QuotaState look(long keyId, Quota quota) {
        return ask(keyId, meter -> meter.look(quota, store));
    }

    /** Returns what is left to each of these keys by id, reading it afresh in a single query. */
    public Map<Long, QuotaState> states(Map<Long, Quota> quotas) {
        Map<Long, Long> unused = new HashMap<>();
        quotas.forEach((keyId, quota) ->
                Optional.ofNullable(meters.get(keyId)).ifPresent(meter -> unused.put(keyId, meter.left(quota))));
        Map<Long, QuotaCount> counts = run(() -> store.counts(quotas.keySet())).stream()
                .filter(count -> quotas.get(count.keyId()).period() == count.period())
                .collect(Collectors.toMap(QuotaCount::keyId, Function.identity()));
        Instant now = clock.instant();
        Map<Long, QuotaState> states = new HashMap<>();
        quotas.forEach((keyId, quota) -> {
            long free = Optional.ofNullable(counts.get(keyId))
                    .map(count -> count.free(quota, now))
                    .orElse(quota.requests());
            long remaining = Math.min(quota.requests(), free + unused.getOrDefault(keyId, 0L));
            states.put(keyId, new QuotaState(true, remaining, quota.period().end(now)));
        });
        return states;
    }

    /**
     * Gives back what this node has reserved and not used.
     *
     * @throws SQLException if the database fails; the requests of one batch are then lost, the others kept
     */
    public void flush() throws SQLException {
        flushTo(store);
    }

    /** Gives back to another store of the same database. */
    public void flushTo(QuotaStore target) throws SQLException {
        // Ordered by id, so that nodes that flush the same keys cannot deadlock.
        List<QuotaMeter> sorted = meters.values().stream()
                .sorted(Comparator.comparingLong(QuotaMeter::keyId))
                .toList();
        for (List<QuotaMeter> batch : Batches.of(sorted, BATCH)) {
            flush(batch, target);
        }
    }

    private void flush(List<QuotaMeter> all, QuotaStore target) throws SQLException {
        // Locked until everything is given back, since a request that finds nothing left would be wrongly
        // refused. A meter at which a request waits for the database is left for the next flush, so that the
        // other keys need not wait with it.
        List<QuotaMeter> batch = all.stream().filter(QuotaMeter::tryLock).toList();
        try {
            List<UnusedRequests> unused = batch.stream()
                    .map(QuotaMeter::close)
                    .flatMap(Optional::stream)
                    .toList();
            if (!unused.isEmpty()) {
                target.giveBack(unused);
            }
        } finally {
            batch.forEach(meter -> meters.remove(meter.keyId(), meter));
            batch.forEach(QuotaMeter::unlock);
        }
    }

    private QuotaState ask(long keyId, Question question) {
        return run(() -> {
            while (true) {
                Optional<QuotaState> answer = question.to(meter(keyId));
                if (answer.isPresent()) {
                    return answer.get();
                }
            }
        });
    }

    /** Reads first, because {@code computeIfAbsent} may wait for a lock even if the key is present. */
    private QuotaMeter meter(long keyId) {
        QuotaMeter known = meters.get(keyId);
        return known == null ? meters.computeIfAbsent(keyId, id -> new QuotaMeter(id, clock)) : known;
    }

    private static <T> T run(Work<T> work) {
        try {
            return work.run();
        } catch (SQLException e) {
            throw new PersistenceException("A quota could not be read", e);
        }
    }

    private interface Question {
        Optional<QuotaState> to(QuotaMeter meter) throws SQLException;
    }

    private interface Work<T> {
        T run() throws SQLException;
    }
}
