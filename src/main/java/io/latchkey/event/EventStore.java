package io.latchkey.event;

import io.latchkey.database.ReservedIds;
import io.latchkey.database.SqlInstant;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceException;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Accesses the table of events; each method is one transaction. A conflicting row inserted concurrently makes
 * it fail as a duplicate.
 */
@Singleton
public class EventStore {

    private static final String INSERT = "INSERT INTO event (id, organisation_id, event_type_key, key_value, params,"
            + " occurred_at, received_at, digest, previous_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, 0)";

    private final EntityManager entities;
    private final DataSource dataSource;
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
            DataSource dataSource,
            Clock clock,
            @ConfigProperty(name = "latchkey.event.repeat-window") Duration repeatWindow) {
        if (repeatWindow.isNegative()) {
            throw new IllegalArgumentException("latchkey.event.repeat-window must not be negative");
        }
        this.entities = entities;
        this.dataSource = dataSource;
        this.clock = clock;
        this.repeatWindow = repeatWindow;
    }

    /**
     * Stores an event that happens now, unless it repeats the latest one of its key.
     *
     * @return whether it was stored
     */
    @Transactional
    public boolean append(long organisationId, EventContent content, String digest) {
        Instant now = clock.instant();
        Optional<LatestEvent> latest = latest(organisationId, content);
        if (latest.filter(event -> isRepeated(event, digest, now)).isPresent()) {
            return false;
        }
        entities.persist(latest.map(event -> Event.following(event, organisationId, content, digest, now))
                .orElseGet(() -> Event.first(organisationId, content, digest, now)));
        entities.flush();
        return true;
    }

    /** Stores an event that happens now, regardless of existing events. */
    @Transactional
    public void add(long organisationId, EventContent content, String digest) {
        Instant now = clock.instant();
        entities.persist(Event.independent(organisationId, content, now, digest, now));
    }

    /** One from the future, by a clock that was ahead, is no reason to lose what happens now. */
    private boolean isRepeated(LatestEvent latest, String digest, Instant now) {
        return latest.digest().equals(digest)
                && Duration.between(latest.occurredAt(), now).abs().compareTo(repeatWindow) < 0;
    }

    /**
     * Sorted by all columns of the index; otherwise, H2 reads every event of the key to sort them. The parameters,
     * which can be long, are not read.
     */
    private Optional<LatestEvent> latest(long organisationId, EventContent content) {
        return entities.createQuery(
                        "SELECT NEW io.latchkey.event.LatestEvent(e.id, e.occurredAt, e.receivedAt, e.digest)"
                                + " FROM Event e WHERE e.organisationId = :organisation AND e.eventTypeKey = :type"
                                + " AND e.keyValue = :key ORDER BY e.organisationId DESC, e.eventTypeKey DESC,"
                                + " e.keyValue DESC, e.receivedAt DESC",
                        LatestEvent.class)
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
        Set<String> added = new TreeSet<>(events.stream().map(PastEvent::digest).toList());
        added.removeAll(known);
        Map<String, PastEvent> byDigest = events.stream()
                .collect(Collectors.toMap(PastEvent::digest, Function.identity(), (first, second) -> first));
        if (!added.isEmpty()) {
            insert(organisationId, added.stream().map(byDigest::get).toList());
        }
        return added;
    }

    /**
     * Inserts the events in the given order, which must be that of their digests: otherwise, two imports of the same events
     * could deadlock.
     */
    private void insert(long organisationId, List<PastEvent> events) {
        OffsetDateTime now = SqlInstant.of(clock.instant());
        // Joins the transaction: the container returns the connection on which the entities are written.
        try (Connection connection = dataSource.getConnection();
                PreparedStatement insert = connection.prepareStatement(INSERT)) {
            Queue<Long> ids = ReservedIds.of(connection, "event_seq", events.size());
            for (PastEvent event : events) {
                insert.setLong(1, ids.remove());
                insert.setLong(2, organisationId);
                insert.setString(3, event.content().eventTypeKey());
                insert.setString(4, event.content().keyValue());
                insert.setString(5, event.content().params());
                insert.setObject(6, SqlInstant.of(event.occurredAt()));
                insert.setObject(7, now);
                insert.setString(8, event.digest());
                insert.addBatch();
            }
            insert.executeBatch();
        } catch (SQLException e) {
            throw new PersistenceException("The events could not be stored", e);
        }
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
