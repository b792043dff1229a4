package io.latchkey.message;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.latchkey.outbox.ActivityStatus;
import io.latchkey.outbox.HistoryLine;
import io.latchkey.template.Channel;
import io.latchkey.template.Filling;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A message to a contact, as returned by the API. Empty values are omitted.
 *
 * @param messageId the template's id; 0 when the message was sent without one
 * @param messageInstanceId the id shared by all messages of one request in one wording; 0 as above
 * @param activityStatus the message's outcome; omitted while it is open
 * @param subject the subject of an e-mail
 * @param text the text of a text message
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record ContactMessage(
        Optional<Long> contactId,
        Optional<String> email,
        Optional<String> phone,
        long messageId,
        long messageInstanceId,
        List<String> messageTags,
        String channelType,
        Instant sentDateTime,
        Optional<String> activityStatus,
        String from,
        Optional<String> subject,
        Optional<String> text) {

    static ContactMessage of(HistoryLine message, Filling filling) {
        boolean mail = message.channel() == Channel.EMAIL;
        Optional<String> recipient = Optional.of(message.recipient());
        return new ContactMessage(
                message.contactId(),
                recipient.filter(address -> mail),
                recipient.filter(number -> !mail),
                message.templateId(),
                message.templateId() == 0 ? 0 : message.instanceId(),
                message.tags(),
                message.channel().word(),
                message.createdAt(),
                ActivityStatus.of(message.status()).map(ActivityStatus::name),
                message.sender(),
                mail ? Optional.of(message.subject(filling)) : Optional.empty(),
                mail ? Optional.empty() : message.text(filling));
    }
}
