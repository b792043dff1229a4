package io.latchkey.outbox;

import io.latchkey.template.Channel;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What has become of a message, with what there is to know of the message.
 *
 * @param place where it stands in the list of all that happened
 * @param templateId 0 when it was sent without a template
 * @param contentId what the messages of one request have in common
 * @param name the template's name; empty when it was sent without one
 * @param detail why it was not delivered; empty when there is nothing to say
 */
public record Activity(
        ActivityPlace place,
        String requestId,
        Optional<String> externalRequestId,
        Optional<Long> contactId,
        String recipient,
        Channel channel,
        long templateId,
        long contentId,
        String name,
        List<String> tags,
        String languageCode,
        String sender,
        String detail) {

    /** From a row of the database, where what is missing is null. */
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
            long contentId,
            String name,
            List<String> tags,
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
                contentId,
                name,
                tags,
                languageCode,
                sender,
                detail);
    }
}
