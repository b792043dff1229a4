package io.latchkey.outbox;

import io.latchkey.template.Channel;
import java.time.Instant;
import java.util.Optional;

/**
 * An outcome of a message, together with the message's own data.
 *
 * @param place its position in the list of all outcomes
 * @param templateId the template's id; 0 when the message was sent without one
 * @param instanceId the id shared by all messages of one request in one wording
 * @param name the template's name; empty when the message was sent without one
 * @param tag the first of the template's tags
 * @param detail why the message was not delivered; empty when there is nothing to report
 */
public record Activity(
        ActivityPlace place,
        String requestId,
        Optional<String> externalRequestId,
        Optional<Long> contactId,
        String recipient,
        Channel channel,
        long templateId,
        long instanceId,
        String name,
        Optional<String> tag,
        String languageCode,
        String sender,
        String detail) {

    /**
     * Creates an activity from a database row, in which absent values are null.
     *
     * @param tags the tags, one per line; of those after the first there may be only a part
     */
    public Activity(
            Instant happenedAt,
            long messageId,
            String status,
            String requestId,
            String externalRequestId,
            Long contactId,
            String recipient,
            Channel channel,
            long templateId,
            long instanceId,
            String name,
            String tags,
            String languageCode,
            String sender,
            String detail) {
        this(
                new ActivityPlace(happenedAt, messageId, status),
                requestId,
                Optional.ofNullable(externalRequestId),
                Optional.ofNullable(contactId),
                recipient,
                channel,
                templateId,
                instanceId,
                name,
                tags.lines().findFirst(),
                languageCode,
                sender,
                detail);
    }
}
