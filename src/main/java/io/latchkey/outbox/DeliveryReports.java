package io.latchkey.outbox;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.Optional;

/** Processes reports of messages that have been delivered, read or clicked. */
@Singleton
public class DeliveryReports {

    private final EntityManager entities;

    @Inject
    public DeliveryReports(EntityManager entities) {
        this.entities = entities;
    }

    /**
     * Records a report. A report of less than is known leaves the status unchanged, and one on a message
     * never sent changes nothing. A message that is being sent, or retried, is not sent again: the receiver
     * may have accepted it without its answer having arrived.
     *
     * @param reported {@code DELIVERED}, {@code READ} or {@code CLICKED}
     * @return whether the message may have been sent, and the report was recorded; empty when the organisation
     *     has no such message
     */
    @Transactional
    public Optional<Boolean> take(long organisationId, String requestId, MessageStatus reported, Instant happenedAt) {
        // The lock serialises concurrent reports on the same message, and attempts at sending it.
        Optional<OutboxMessage> found = entities.createQuery(
                        "SELECT m FROM OutboxMessage m WHERE m.organisationId = :organisation AND m.requestId = :id",
                        OutboxMessage.class)
                .setParameter("organisation", organisationId)
                .setParameter("id", requestId)
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .getResultStream()
                .findFirst();
        Optional<Boolean> sent = found.map(OutboxMessage::mayHaveBeenSent);
        found.filter(OutboxMessage::mayHaveBeenSent).ifPresent(message -> {
            message.report(reported);
            ActivityStatus.of(reported)
                    .filter(status ->
                            entities.find(MessageActivity.class, new ActivityId(message.id(), status)) == null)
                    .ifPresent(status ->
                            entities.persist(new MessageActivity(organisationId, message, status, happenedAt)));
        });
        return sent;
    }
}
