package io.latchkey.event;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Accesses the table of events; each method is one transaction. A conflicting row inserted concurrently makes
 * it fail as a duplicate.
 */
@Singleton
public class EventStore {

    private final EntityManager entities;
    private final Clock clock;
    private final Duration repeatWindow;

    /**
     * Reads {@code latchkey.event.repeat-window}; none if it is zero.
     *
     * @throws IllegalArgumentException if it is negative
     */
    @Inject
    public EventStore(
            EntityManager entities,
            Clock clock,
            @ConfigProperty(name = "latchkey.event.repeat-window") Duration repeatWindow) {
        if (repeatWindow.isNegative()) {
            throw new IllegalArgumentException("latchkey.event.repeat-window must not be negative");
        }
        this.entities = entities;
        this.clock = clock;
        this.repeatWindow = repeatWindow;
    }

    /** Stores an event that happens now, unless it repeats the latest one of its key. */
    @Transactional
    public void append(long organisationId, EventContent content, String digest) {
        Instant now = clock.instant();
        Optional<Event> latest = latest(organisationId, content);
        if (latest.filter(event -> isRepeated(event, digest, now)).isPresent()) {
            return;
        }
        entities.persist(latest.map(event -> event.next(content, digest, now))
                .orElseGet(() -> Event.first(organisationId, content, digest, now)));
        entities.flush();
    }

    /** Stores an event that happens now, regardless of existing events. */
    @Transactional
    public void add(long organisationId, EventContent content, String digest) {
        Instant now = clock.instant();
        entities.persist(Event.independent(organisationId, content, now, digest, now));
    }

    private boolean isRepeated(Event latest, String digest, Instant now) {
        return latest.digest().equals(digest)
                && now.isBefore(latest.receivedAt().plus(repeatWindow));
    }

    /** Sorted by all columns of the index; otherwise, H2 reads every event of the key to sort them. */
    private Optional<Event> latest(long organisationId, EventContent content) {
        return entities.createQuery(
                        "SELECT e FROM Event e WHERE e.organisationId = :organisation AND e.eventTypeKey = :type"
                                + " AND e.keyValue = :key ORDER BY e.organisationId DESC, e.eventTypeKey DESC,"
                                + " e.keyValue DESC, e.receivedAt DESC",
                        Event.class)
                .setParameter("organisation", organisationId)
                .setParameter("type", content.eventTypeKey())
                .setParameter("key", content.keyValue())
                .setMaxResults(1)
                .getResultStream()
                .findFirst();
    }

    /**
     * Stores those past events that are not yet stored.
     *
     * @return the digests of the events that were stored
     */
    @Transactional
    public Set<String> addMissing(long organisationId, Collection<PastEvent> events) {
        Set<String> known =
                known(organisationId, events.stream().map(PastEvent::digest).toList());
        Instant now = clock.instant();
        Set<String> added = new TreeSet<>(events.stream().map(PastEvent::digest).toList());
        added.removeAll(known);
        Map<String, PastEvent> byDigest = events.stream()
                .collect(Collectors.toMap(PastEvent::digest, Function.identity(), (first, second) -> first));
        for (String digest : added) {
            PastEvent event = byDigest.get(digest);
            entities.persist(Event.independent(organisationId, event.content(), event.occurredAt(), digest, now));
            // Flushed one by one to keep the order of the inserts; otherwise, two imports of the same events
            // could deadlock.
            entities.flush();
        }
        return added;
    }

    private Set<String> known(long organisationId, List<String> digests) {
        return new HashSet<>(entities.createQuery(
                        "SELECT e.digest FROM Event e WHERE e.organisationId = :organisation AND e.previousId = 0"
                                + " AND e.digest IN :digests",
                        String.class)
                .setParameter("organisation", organisationId)
                .setParameter("digests", digests)
                .getResultList());
    }
}
