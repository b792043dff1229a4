package io.latchkey.outbox;

import io.latchkey.database.BackgroundWork;
import io.latchkey.problem.ProblemResponses;
import io.latchkey.setting.PositiveDuration;
import io.latchkey.timer.Stopping;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Makes the deliveries of a queue. Each attempt is recorded in the database when it begins and when it ends;
 * a failed one is retried after a back-off, or given up after the last ({@link RetryPolicy}). If a node dies
 * or the database fails during an attempt, the delivery may have been made without being recorded: it is made
 * again, under the same id, when the lease ends, or given up if that was its last attempt. Nothing else causes a
 * delivery to be made twice, however many nodes there are, as long as their clocks differ by less than the lease, and
 * none is paused for as long during an attempt.
 *
 * @param <T> the deliveries
 */
public final class Deliveries<T extends Delivery> {

    /** The maximum number of deliveries per batch, that is, per connection. */
    public static final int BATCH = 50;

    private static final Logger LOG = System.getLogger(Deliveries.class.getName());

    private static final String NONE_LEFT = "No attempt is left; the last one may have been interrupted.";

    private final DeliveryQueue<T> queue;
    private final DeliveryQueue<T> unpooled;
    private final RetryPolicy retries;
    private final Duration lease;
    private final Clock clock;
    private final Stopping stopping;

    /**
     * @param prefix what the name of the setting {@code lease} begins with, such as {@code latchkey.outbox}
     * @param unpooled the same queue, bypassing the pool, which the server may close while a delivery is made
     * @param lease how long an attempt belongs to the node that has begun it
     * @throws IllegalArgumentException if the lease is not positive: every delivery would be made again and again;
     *     names the setting
     */
    public Deliveries(
            String prefix,
            DeliveryQueue<T> queue,
            DeliveryQueue<T> unpooled,
            RetryPolicy retries,
            Duration lease,
            Clock clock,
            Stopping stopping) {
        this.queue = queue;
        this.unpooled = unpooled;
        this.retries = retries;
        this.lease = PositiveDuration.require(prefix + ".lease", lease);
        this.clock = clock;
        this.stopping = stopping;
    }

    /**
     * Makes deliveries, batch by batch, until none is due, the destination is unreachable, the application ends, or
     * the thread is interrupted.
     *
     * @param roundRobin whose turn it is
     * @param transports opens the transport of a batch
     * @throws SQLException when the database fails; attempts already begun are repeated when their lease ends
     */
    public void makeAll(RoundRobin<T> roundRobin, Supplier<Transport<T>> transports) throws SQLException {
        boolean goOn = true;
        while (goOn && mayGoOn()) {
            List<T> batch = roundRobin.next(clock.instant(), BATCH, BATCH);
            goOn = !batch.isEmpty() && makeBatch(batch, roundRobin, transports);
        }
    }

    /** Returns false when the application ends or the thread is interrupted: no further delivery is to be made. */
    public boolean mayGoOn() {
        return !stopping.hasBegun() && !Thread.currentThread().isInterrupted();
    }

    /** Returns false when there is no point in continuing now. */
    private boolean makeBatch(List<T> batch, RoundRobin<T> roundRobin, Supplier<Transport<T>> transports)
            throws SQLException {
        boolean goOn = true;
        try (Transport<T> transport = transports.get()) {
            Deque<T> rest = new ArrayDeque<>(batch);
            while (goOn && mayGoOn() && !rest.isEmpty()) {
                T next = rest.remove();
                long organisation = next.organisationId();
                if (roundRobin.isPaused(organisation) || gaveUp(next)) {
                    continue;
                }
                Optional<T> begun = begin(next);
                if (begun.isPresent()) {
                    boolean reached = attempt(begun.get(), transport);
                    goOn = roundRobin.recordAttempt(organisation, reached, clock.instant());
                } else {
                    rest = withoutCompeting(rest, organisation, roundRobin);
                }
            }
        }
        return goOn;
    }

    /**
     * Returns the rest of a batch after another node was faster with a delivery of the organisation. That node has
     * read the same list: rather than compete with it for each of them, this node makes other deliveries
     * that are due.
     */
    private Deque<T> withoutCompeting(Deque<T> rest, long organisation, RoundRobin<T> roundRobin) throws SQLException {
        List<T> ofOthers = rest.stream()
                .filter(delivery -> delivery.organisationId() != organisation)
                .toList();
        int count = rest.size() - ofOthers.size();
        if (count < 2) {
            return rest;
        }
        Deque<T> changed = new ArrayDeque<>();
        roundRobin.elsewhere(organisation, clock.instant(), BATCH).stream()
                .limit(count)
                .forEach(changed::add);
        changed.addAll(ofOthers);
        return changed;
    }

    /**
     * Makes one delivery, unless another attempt has begun meanwhile, or none is left.
     *
     * @return false when the destination was unreachable
     * @throws SQLException when the database fails; the attempt is repeated when its lease ends
     */
    public boolean make(T due, Transport<T> transport) throws SQLException {
        if (gaveUp(due)) {
            return true;
        }
        Optional<T> begun = begin(due);
        return begun.isEmpty() || attempt(begun.get(), transport);
    }

    /** Gives the delivery up if its last attempt never ended: what ends a node must not do so for ever. */
    private boolean gaveUp(T due) throws SQLException {
        boolean usedUp = retries.isUsedUp(due.attempts());
        if (usedUp) {
            queue.finish(due, new Outcome(Outcome.Kind.FAILED, NONE_LEFT), clock.instant());
        }
        return usedUp;
    }

    private Optional<T> begin(T due) throws SQLException {
        Instant now = clock.instant();
        return queue.begin(due, now, now.plus(lease));
    }

    private boolean attempt(T begun, Transport<T> transport) throws SQLException {
        Optional<Outcome> outcome = send(begun, transport);
        if (outcome.isPresent()) {
            note(begun, outcome.get());
        }
        return outcome.filter(ended -> ended.kind() == Outcome.Kind.UNREACHABLE).isEmpty();
    }

    private Optional<Outcome> send(T begun, Transport<T> transport) throws SQLException {
        try {
            return transport.send(begun);
        } catch (Error e) {
            if (BackgroundWork.isOfProcess(e) || stopping.hasBegun()) {
                throw e;
            }
            // Neither its message nor its stack trace, which may quote what the organisation wrote.
            LOG.log(Level.ERROR, "A delivery could not be made: " + e.getClass().getName());
            return Optional.of(new Outcome(Outcome.Kind.FAILED, ProblemResponses.INTERNAL.detail()));
        }
    }

    /** Records the outcome, with a second try if the first fails: otherwise, the delivery would be made twice. */
    private void note(T begun, Outcome outcome) throws SQLException {
        try {
            note(queue, begun, outcome);
        } catch (SQLException | RuntimeException failed) {
            try {
                note(unpooled, begun, outcome);
            } catch (SQLException | RuntimeException again) {
                failed.addSuppressed(again);
                throw failed;
            }
        }
    }

    private void note(DeliveryQueue<T> to, T begun, Outcome outcome) throws SQLException {
        Instant now = clock.instant();
        Optional<Instant> retry = outcome.isWorthRetrying() ? retries.next(begun.attempts(), now) : Optional.empty();
        if (retry.isPresent()) {
            to.putOff(begun, retry.get(), outcome.detail());
        } else {
            to.finish(begun, outcome, now);
        }
    }
}
