package io.latchkey.outbox;

import io.latchkey.template.Channel;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The messages that organisations have sent, and their outcomes. */
@Singleton
public class MessageHistory {

    /** What follows a place. The first condition is redundant, but it lets the database use the index. */
    private static final String FOLLOWING = " AND a.happenedAt >= :at AND (a.happenedAt > :at"
            + " OR a.messageId > :message OR (a.messageId = :message AND a.status > :after))";

    /** What follows a place and happened at the same time. */
    private static final String FOLLOWING_AT_ONCE = " AND a.happenedAt = :at AND a.messageId >= :message"
            + " AND (a.messageId > :message OR a.status > :after)";

    private static final String LATER = " AND a.happenedAt > :at";

    private final EntityManager entities;

    @Inject
    public MessageHistory(EntityManager entities) {
        this.entities = entities;
    }

    /** Returns the organisation's latest messages with ids below {@code beforeId}, at most {@code limit}. */
    public List<OutboxLine> latest(long organisationId, long beforeId, int limit) {
        return entities.createQuery(
                        "SELECT NEW io.latchkey.outbox.OutboxLine(m.id, m.requestId, m.createdAt, m.channel,"
                                + " m.recipient, c.name, c.subject, m.status, m.attempts, m.detail)"
                                + " FROM OutboxMessage m JOIN MessageContent c ON c.id = m.contentId"
                                + " WHERE m.organisationId = :organisation"
                                + " AND m.id < :before ORDER BY m.id DESC",
                        OutboxLine.class)
                .setParameter("organisation", organisationId)
                .setParameter("before", beforeId)
                .setMaxResults(limit)
                .getResultList();
    }

    /**
     * Returns the messages to any of the recipients created in a time range, the latest first. The contents of
     * e-mails are not read: the contents of a hundred e-mails can be a hundred megabytes.
     *
     * @param until the end of the range, exclusive
     */
    public List<HistoryLine> of(
            long organisationId, Collection<String> recipients, Instant from, Instant until, int first, int limit) {
        if (recipients.isEmpty()) {
            return List.of();
        }
        return entities.createQuery(
                        "SELECT NEW io.latchkey.outbox.HistoryLine(m.contactId, m.channel, m.recipient, m.params,"
                                + " m.status, m.createdAt, COALESCE(m.instanceId, c.id), c.templateId, c.tags,"
                                + " c.sender, c.subject,"
                                + " CASE WHEN m.channel = :sms THEN c.plainText ELSE '' END, c.personalised)"
                                + " FROM OutboxMessage m JOIN MessageContent c ON c.id = m.contentId"
                                + " WHERE m.organisationId = :organisation"
                                + " AND m.recipient IN :recipients AND m.createdAt >= :from AND m.createdAt < :until"
                                + " ORDER BY m.createdAt DESC, m.id DESC",
                        HistoryLine.class)
                .setParameter("sms", Channel.SMS)
                .setParameter("organisation", organisationId)
                .setParameter("recipients", recipients)
                .setParameter("from", from)
                .setParameter("until", until)
                .setFirstResult(first)
                .setMaxResults(limit)
                .getResultList();
    }

    /**
     * Returns what was sent in a channel, the latest first, with the numbers of messages that arrived and
     * failed.
     */
    @Transactional(Transactional.TxType.SUPPORTS)
    public List<Callout> callouts(long organisationId, Channel channel, int first, int limit) {
        List<MessageContent> contents = entities.createQuery(
                        "SELECT c FROM MessageContent c WHERE c.organisationId = :organisation"
                                + " AND c.channel = :channel ORDER BY c.id DESC",
                        MessageContent.class)
                .setParameter("organisation", organisationId)
                .setParameter("channel", channel)
                .setFirstResult(first)
                .setMaxResults(limit)
                .getResultList();
        if (contents.isEmpty()) {
            return List.of();
        }
        Map<Long, Map<MessageStatus, Long>> counts = new HashMap<>();
        entities.createQuery(
                        "SELECT m.contentId, m.status, COUNT(m) FROM OutboxMessage m WHERE m.contentId IN :ids"
                                + " GROUP BY m.contentId, m.status",
                        Object[].class)
                .setParameter("ids", contents.stream().map(MessageContent::id).toList())
                .getResultList()
                .forEach(row -> counts.computeIfAbsent((Long) row[0], id -> new HashMap<>())
                        .put((MessageStatus) row[1], (Long) row[2]));
        return contents.stream()
                .map(content -> Callout.of(content, counts.getOrDefault(content.id(), Map.of())))
                .toList();
    }

    /**
     * Returns the outcomes of messages in chronological order, at most {@code limit}, without the first ones. Of the
     * tags, which can be 2000 characters, only the first 100 characters are read, which have the first tag.
     */
    public List<Activity> activity(ActivityQuery query, int first, int limit) {
        if (first > 0 || query.after().messageId() < 0) {
            return activities(query, FOLLOWING, first, limit);
        }
        // One after the other: with OR, no index leads to a place among much that happened at one time.
        List<Activity> found = new ArrayList<>(activities(query, FOLLOWING_AT_ONCE, 0, limit));
        if (found.size() < limit) {
            found.addAll(activities(query, LATER, 0, limit - found.size()));
        }
        return found;
    }

    private List<Activity> activities(ActivityQuery query, String place, int first, int limit) {
        String filter = (query.recipient().isPresent() ? " AND a.recipient = :recipient" : "")
                + (query.status().isPresent() ? " AND a.status = :status" : "")
                // Tags are stored one per line. Each is looked for with its line ends, so that no part of one is found.
                + (query.tag().isPresent() ? " AND LOCATE(:tag, CONCAT(:lineEnd, c.tags, :lineEnd)) > 0" : "");
        TypedQuery<Activity> activities = entities.createQuery(
                        "SELECT NEW io.latchkey.outbox.Activity(a.happenedAt, a.messageId, a.status, m.requestId,"
                                + " m.externalRequestId, m.contactId, m.recipient, m.channel, c.templateId,"
                                + " COALESCE(m.instanceId, c.id),"
                                // A tag has at most 100 characters.
                                + " c.name, SUBSTRING(c.tags, 1, 100), c.languageCode, c.sender, m.detail)"
                                + " FROM MessageActivity a JOIN a.message m JOIN MessageContent c ON c.id = m.contentId"
                                + " WHERE a.organisationId = :organisation AND a.happenedAt < :until" + place
                                + filter + " ORDER BY a.happenedAt, a.messageId, a.status",
                        Activity.class)
                .setParameter("organisation", query.organisationId())
                .setParameter("until", query.until())
                .setParameter("at", query.after().happenedAt())
                .setFirstResult(first)
                .setMaxResults(limit);
        if (!place.equals(LATER)) {
            activities
                    .setParameter("message", query.after().messageId())
                    .setParameter("after", query.after().status());
        }
        query.recipient().ifPresent(recipient -> activities.setParameter("recipient", recipient));
        query.status().ifPresent(status -> activities.setParameter("status", status.name()));
        query.tag()
                .ifPresent(
                        tag -> activities.setParameter("tag", "\n" + tag + "\n").setParameter("lineEnd", "\n"));
        return activities.getResultList();
    }
}
