package io.latchkey.outbox;

import io.latchkey.template.Channel;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** The messages of the organisations: queued, and found again. */
@Singleton
public class Outbox {

    private final EntityManager entities;
    private final Event<MessagesQueued> queued;
    private final Clock clock;

    @Inject
    public Outbox(EntityManager entities, Event<MessagesQueued> queued, Clock clock) {
        this.entities = entities;
        this.queued = queued;
        this.clock = clock;
    }

    /**
     * Queues the letters of one organisation, all or none; their request ids in the same order. What was queued before
     * under the same external request id to the same address keeps its message's id, and no second one is made.
     *
     * @throws jakarta.persistence.PersistenceException also when another transaction queued one of those at the same
     *     moment: try again with contents made anew, and it is found
     */
    @Transactional
    public List<String> queue(long organisationId, List<Letter> letters) {
        Map<List<String>, String> known = known(organisationId, letters);
        Instant now = clock.instant();
        List<String> requestIds = new ArrayList<>();
        Set<Channel> channels = EnumSet.noneOf(Channel.class);
        for (Letter letter : letters) {
            Optional<List<String>> key = key(letter.addressee());
            String requestId = key.map(known::get).orElse(null);
            if (requestId == null) {
                requestId = add(letter, now);
                channels.add(letter.content().channel());
                String made = requestId;
                key.ifPresent(taken -> known.put(taken, made));
            }
            requestIds.add(requestId);
        }
        entities.flush();
        channels.forEach(channel -> queued.fire(new MessagesQueued(channel)));
        return requestIds;
    }

    private String add(Letter letter, Instant now) {
        if (!entities.contains(letter.content())) {
            entities.persist(letter.content());
        }
        OutboxMessage message = new OutboxMessage(letter.content(), letter.addressee(), UUID.randomUUID(), now);
        entities.persist(message);
        return message.requestId();
    }

    private static Optional<List<String>> key(Addressee addressee) {
        return addressee.externalRequestId().map(id -> List.of(id, addressee.address()));
    }

    private Map<List<String>, String> known(long organisationId, List<Letter> letters) {
        List<List<String>> keys = letters.stream()
                .flatMap(letter -> key(letter.addressee()).stream())
                .toList();
        Map<List<String>, String> known = new HashMap<>();
        if (keys.isEmpty()) {
            return known;
        }
        entities.createQuery(
                        "SELECT m.externalRequestId, m.recipient, m.requestId FROM OutboxMessage m"
                                + " WHERE m.organisationId = :organisation AND m.externalRequestId IN :ids"
                                + " AND m.recipient IN :recipients",
                        Object[].class)
                .setParameter("organisation", organisationId)
                .setParameter(
                        "ids", keys.stream().map(key -> key.get(0)).distinct().toList())
                .setParameter(
                        "recipients",
                        keys.stream().map(key -> key.get(1)).distinct().toList())
                .getResultList()
                .forEach(row -> known.put(List.of((String) row[0], (String) row[1]), (String) row[2]));
        return known;
    }

    /** The organisation's messages with these request ids; those that are unknown are left out. */
    public List<OutboxMessage> find(long organisationId, Collection<String> requestIds) {
        if (requestIds.isEmpty()) {
            return List.of();
        }
        return entities.createQuery(
                        "SELECT m FROM OutboxMessage m WHERE m.organisationId = :organisation"
                                + " AND m.requestId IN :ids",
                        OutboxMessage.class)
                .setParameter("organisation", organisationId)
                .setParameter("ids", requestIds)
                .getResultList();
    }

    /** The organisation's message with its content. */
    public Optional<OutboxMessage> read(long organisationId, String requestId) {
        return entities.createQuery(
                        "SELECT m FROM OutboxMessage m JOIN FETCH m.content WHERE m.organisationId = :organisation"
                                + " AND m.requestId = :id",
                        OutboxMessage.class)
                .setParameter("organisation", organisationId)
                .setParameter("id", requestId)
                .getResultStream()
                .findFirst();
    }
}
