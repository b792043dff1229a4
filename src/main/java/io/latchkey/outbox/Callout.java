package io.latchkey.outbox;

import java.time.Instant;
import java.util.Map;

/**
 * Delivery statistics of the messages sent by one request in one wording.
 *
 * @param name the template's name; empty when the messages were sent without one
 * @param sent how many left the outbox, whether or not they arrived
 * @param delivered how many are known to have arrived
 * @param errors how many will never arrive
 */
public record Callout(String name, Instant createdAt, long sent, long delivered, long errors) {

    static Callout of(MessageContent content, Map<MessageStatus, Long> counts) {
        long sent = 0;
        long delivered = 0;
        long errors = 0;
        for (Map.Entry<MessageStatus, Long> count : counts.entrySet()) {
            MessageStatus status = count.getKey();
            delivered += status.isDelivered() ? count.getValue() : 0;
            errors += status.isFailed() ? count.getValue() : 0;
            sent += status.isDelivered() || status == MessageStatus.SENT ? count.getValue() : 0;
        }
        return new Callout(content.name(), content.createdAt(), sent, delivered, errors);
    }
}
