package io.latchkey.outbox;

import io.latchkey.database.Batches;
import io.latchkey.database.SqlInstant;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceException;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;

/** Queues the messages of the organisations and finds them again. */
@Singleton
public class Outbox {

    private static final String INSERT = "INSERT INTO message (organisation_id, request_id, content_id, channel,"
            + " recipient, contact_id, params, external_request_id, status, attempts, due_at, created_at, detail,"
            + " instance_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'QUEUED', 0, ?, ?, '', ?)";

    /**
     * For how many messages a query asks. It also finds messages with the id of one to the address of
     * another: at most this number for each.
     */
    private static final int ASKED = 20;

    private final EntityManager entities;
    private final DataSource dataSource;
    private final Event<MessagesQueued> queued;
    private final Clock clock;

    @Inject
    public Outbox(EntityManager entities, DataSource dataSource, Event<MessagesQueued> queued, Clock clock) {
        this.entities = entities;
        this.dataSource = dataSource;
        this.queued = queued;
        this.clock = clock;
    }

    /**
     * Queues the messages of one organisation, all or none, and returns their request ids in the same order. A
     * message that was already queued under the same external request id to the same address is not queued
     * again; its existing request id is returned.
     *
     * @throws PersistenceException also when another transaction queued one of those messages, or stored one of their
     *     contents, concurrently: retry, and the existing one is found
     */
    @Transactional
    public List<String> queue(long organisationId, List<NewMessage> newMessages) {
        Map<List<String>, String> known = known(organisationId, newMessages);
        Map<String, NewMessage> added = new LinkedHashMap<>();
        List<String> requestIds = new ArrayList<>();
        for (NewMessage newMessage : newMessages) {
            Optional<List<String>> key = key(newMessage.addressee());
            String requestId =
                    key.map(known::get).orElseGet(() -> UUID.randomUUID().toString());
            if (key.map(known::get).isEmpty()) {
                added.put(requestId, newMessage);
                key.ifPresent(taken -> known.put(taken, requestId));
            }
            requestIds.add(requestId);
        }
        insert(organisationId, added);
        added.values().stream()
                .map(newMessage -> newMessage.content().channel())
                .distinct()
                .forEach(channel -> queued.fire(new MessagesQueued(channel)));
        return requestIds;
    }

    /**
     * Inserts the contents before the messages, so that requests cannot deadlock. Not through Jakarta Persistence, which
     * would log the address of a duplicate before it can be handled as harmless.
     */
    private void insert(long organisationId, Map<String, NewMessage> added) {
        List<MessageContent> contents =
                added.values().stream().map(NewMessage::content).distinct().toList();
        try (Connection connection = dataSource.getConnection()) {
            insert(connection, organisationId, added, ContentStore.store(connection, organisationId, contents));
        } catch (SQLException e) {
            throw new PersistenceException("Messages could not be queued", e);
        }
    }

    /** Inserts in a batch, as there may be a thousand messages. */
    private void insert(
            Connection connection,
            long organisationId,
            Map<String, NewMessage> added,
            Map<MessageContent, StoredContent> contents)
            throws SQLException {
        OffsetDateTime now = SqlInstant.of(clock.instant());
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            for (Map.Entry<String, NewMessage> one : inOneOrder(added)) {
                MessageContent content = one.getValue().content();
                StoredContent stored = contents.get(content);
                Addressee addressee = one.getValue().addressee();
                insert.setLong(1, organisationId);
                insert.setString(2, one.getKey());
                insert.setLong(3, stored.id());
                insert.setString(4, content.channel().name());
                insert.setString(5, addressee.address());
                insert.setObject(6, addressee.contactId().orElse(null), Types.BIGINT);
                insert.setString(7, addressee.params());
                insert.setString(8, addressee.externalRequestId().orElse(null));
                insert.setObject(9, now);
                insert.setObject(10, now);
                insert.setObject(11, stored.instanceId().orElse(null), Types.BIGINT);
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    /**
     * Sorted by what is unique, so that two requests with the same messages cannot deadlock. Those without an id of the
     * client's stay in their order.
     */
    private static List<Map.Entry<String, NewMessage>> inOneOrder(Map<String, NewMessage> added) {
        Comparator<Addressee> order = Comparator.comparing(
                        (Addressee addressee) -> addressee.externalRequestId().orElse(""))
                .thenComparing(addressee -> addressee
                        .externalRequestId()
                        .map(id -> addressee.address())
                        .orElse(""));
        return added.entrySet().stream()
                .sorted(Comparator.comparing(one -> one.getValue().addressee(), order))
                .toList();
    }

    /** Returns the content with the id that a message has. */
    @Transactional
    public MessageContent content(long contentId) {
        return entities.find(MessageContent.class, contentId);
    }

    private static Optional<List<String>> key(Addressee addressee) {
        return addressee.externalRequestId().map(id -> List.of(id, addressee.address()));
    }

    private Map<List<String>, String> known(long organisationId, List<NewMessage> newMessages) {
        List<List<String>> keys = newMessages.stream()
                .flatMap(newMessage -> key(newMessage.addressee()).stream())
                .distinct()
                .toList();
        Map<List<String>, String> known = new HashMap<>();
        Batches.of(keys, ASKED).forEach(some -> addKnown(organisationId, some, known));
        return known;
    }

    private void addKnown(long organisationId, List<List<String>> keys, Map<List<String>, String> known) {
        Set<List<String>> wanted = Set.copyOf(keys);
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
                .forEach(row -> {
                    List<String> key = List.of((String) row[0], (String) row[1]);
                    if (wanted.contains(key)) {
                        known.put(key, (String) row[2]);
                    }
                });
    }

    /**
     * Returns how far the organisation's messages with the given request ids have got; unknown ids are ignored.
     */
    public List<MessageProgress> progress(long organisationId, Collection<String> requestIds) {
        if (requestIds.isEmpty()) {
            return List.of();
        }
        return entities.createQuery(
                        "SELECT NEW io.latchkey.outbox.MessageProgress(m.requestId, m.channel, m.status)"
                                + " FROM OutboxMessage m WHERE m.organisationId = :organisation"
                                + " AND m.requestId IN :ids",
                        MessageProgress.class)
                .setParameter("organisation", organisationId)
                .setParameter("ids", requestIds)
                .getResultList();
    }

    /** Returns the organisation's message with this request id. */
    public Optional<OutboxMessage> read(long organisationId, String requestId) {
        return entities.createQuery(
                        "SELECT m FROM OutboxMessage m WHERE m.organisationId = :organisation"
                                + " AND m.requestId = :id",
                        OutboxMessage.class)
                .setParameter("organisation", organisationId)
                .setParameter("id", requestId)
                .getResultStream()
                .findFirst();
    }
}
