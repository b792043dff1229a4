package io.latchkey.outbox;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Decides whose turn it is to send: one organisation's after another's, so that nobody waits for all that
 * another organisation has queued. Each node has its own, used by one thread at a time; after a restart, the
 * turns begin again.
 *
 * @param <T> what is sent
 */
public final class RoundRobin<T> {

    private final Query<Long> organisations;
    private final Query<T> due;
    private final Duration pause;
    private final int spread;
    private final Map<Long, Instant> paused = new HashMap<>();
    private final Set<Long> away = new HashSet<>();
    private long last = Long.MIN_VALUE;

    /**
     * @param organisations finds the organisations with something due, first those with ids above the given
     *     one, then the others
     * @param due finds what is due of an organisation
     * @param pause how long an organisation waits whose attempt did not reach the destination
     */
    public RoundRobin(Query<Long> organisations, Query<T> due, Duration pause) {
        this(organisations, due, pause, 1);
    }

    /**
     * The same for what is short to list.
     *
     * @param spread the factor by which {@link #elsewhere} reads more than it returns
     */
    RoundRobin(Query<Long> organisations, Query<T> due, Duration pause, int spread) {
        this.organisations = organisations;
        this.due = due;
        this.pause = pause;
        this.spread = spread;
    }

    /**
     * Returns what is to be sent next, one organisation's after another's. Empty when nothing is due, or only
     * of organisations that have to wait.
     *
     * @param size the maximum in total
     * @param share the maximum of one organisation
     */
    public List<T> next(Instant now, int size, int share) throws SQLException {
        paused.values().removeIf(until -> !until.isAfter(now));
        List<Long> listed = organisations.list(last, now, size);
        if (!listed.isEmpty()) {
            last = listed.get(listed.size() - 1);
        }
        List<Long> ready = listed.stream().filter(id -> !paused.containsKey(id)).toList();
        List<T> next = new ArrayList<>();
        for (long organisation : ready) {
            next.addAll(due.list(organisation, now, Math.min(share, size / ready.size())));
        }
        return next;
    }

    /**
     * Returns at most {@code size} of what is due of one organisation now, from a random place on: if another node is
     * sending the same, it has probably not come there yet.
     */
    List<T> elsewhere(long organisationId, Instant now, int size) throws SQLException {
        List<T> found = new ArrayList<>(due.list(organisationId, now, size * spread));
        Collections.rotate(found, ThreadLocalRandom.current().nextInt(size * spread));
        return found.subList(0, Math.min(size, found.size()));
    }

    /** Returns whether an organisation has to wait, since its attempt did not reach the destination. */
    public boolean isPaused(long organisationId) {
        return paused.containsKey(organisationId);
    }

    /**
     * Records whether an organisation's attempt reached the destination, and returns whether to continue. If
     * it did not, that may be due to what was sent: the organisation waits, and another one's is tried. If
     * that does not reach it either, the destination is away.
     */
    public boolean recordAttempt(long organisationId, boolean reached, Instant now) {
        if (reached) {
            away.clear();
            return true;
        }
        paused.put(organisationId, now.plus(pause));
        last = organisationId;
        away.add(organisationId);
        return away.size() < 2;
    }

    /**
     * A query of the queue.
     *
     * @param <R> what it finds
     */
    @FunctionalInterface
    public interface Query<R> {

        /** Returns at most {@code limit} results for an organisation's id. */
        List<R> list(long organisationId, Instant now, int limit) throws SQLException;
    }
}
