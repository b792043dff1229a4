package io.latchkey.outbox;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * From which due time on a queue is read, for each channel. A read from the beginning passes all that has been
 * finished: in PostgreSQL's index what was finished since the last vacuum, in H2's everything.
 *
 * <p>A row may appear with a due time that has passed already, if the transaction that added it was long or the
 * clock of its node is behind. Therefore, a read begins {@link #MARGIN} before the first row that the last one
 * found, and every {@link #PERIOD}, one begins at the beginning. A row that is due earlier than that waits until
 * then.
 */
final class DueSince {

    /** As much as clocks may differ without delay. */
    static final Duration MARGIN = Duration.ofMinutes(10);

    /** After how long everything is read again. */
    static final Duration PERIOD = Duration.ofMinutes(10);

    private final Map<String, Bound> bounds = new ConcurrentHashMap<>();

    /** Returns from which due time on the due rows of all organisations are read. */
    Instant next(String channel, Instant now) {
        Bound bound = bounds.get(channel);
        boolean isCurrent = bound != null
                && !now.isBefore(bound.allRead())
                && now.isBefore(bound.allRead().plus(PERIOD));
        return isCurrent ? bound.since() : Instant.EPOCH;
    }

    /** Returns from which due time on the due rows of one organisation are read. */
    Instant last(String channel) {
        return Optional.ofNullable(bounds.get(channel)).map(Bound::since).orElse(Instant.EPOCH);
    }

    /**
     * Notes that everything was read that is due by {@code now}.
     *
     * @param since what {@link #next} returned
     * @param first the due time of the first row that was found
     */
    void note(String channel, Instant since, Instant now, Optional<Instant> first) {
        Instant allRead =
                since.equals(Instant.EPOCH) ? now : bounds.get(channel).allRead();
        bounds.put(channel, new Bound(allRead, first.orElse(now).minus(MARGIN)));
    }

    private record Bound(Instant allRead, Instant since) {}
}
