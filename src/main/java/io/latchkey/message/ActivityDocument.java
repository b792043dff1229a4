package io.latchkey.message;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.latchkey.outbox.Activity;
import io.latchkey.outbox.ActivityStatus;
import io.latchkey.template.Channel;
import java.time.Instant;
import java.util.Optional;

/**
 * An outcome of a message, as returned by the API. Empty values are omitted.
 *
 * @param iid the message's request id
 * @param email the recipient of an e-mail
 * @param sms the recipient of a text message
 * @param messageId the template's id; 0 when the message was sent without one
 * @param messageInstanceId the id shared by all messages of one request in one wording
 * @param messageTag the first of the template's tags
 * @param statusDescription why the message was not delivered
 * @param offset the position after which to continue
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record ActivityDocument(
        String iid,
        Optional<String> externalRequestId,
        Optional<Long> contactId,
        Optional<String> email,
        Optional<String> sms,
        String mediaType,
        String activityStatus,
        long messageId,
        long messageInstanceId,
        String messageName,
        Optional<String> messageTag,
        Instant activityDateTime,
        Optional<String> statusDescription,
        Optional<String> messageLanguageCode,
        String from,
        String offset) {

    static ActivityDocument of(Activity activity) {
        Optional<String> recipient = Optional.of(activity.recipient());
        boolean undelivered = activity.place().status().equals(ActivityStatus.UNDELIVERED.name());
        return new ActivityDocument(
                activity.requestId(),
                activity.externalRequestId(),
                activity.contactId(),
                recipient.filter(address -> activity.channel() == Channel.EMAIL),
                recipient.filter(number -> activity.channel() == Channel.SMS),
                activity.channel().word(),
                activity.place().status(),
                activity.templateId(),
                activity.instanceId(),
                activity.name(),
                activity.tag(),
                activity.place().happenedAt(),
                Optional.of(activity.detail()).filter(detail -> undelivered && !detail.isEmpty()),
                Optional.of(activity.languageCode()).filter(code -> !code.isEmpty()),
                activity.sender(),
                activity.place().toString());
    }
}
