package io.latchkey.outbox;

import io.latchkey.template.Channel;
import io.latchkey.template.Filling;
import io.latchkey.template.Placeholders;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A message as listed in a contact's history: without the content of an e-mail, which can be a megabyte.
 *
 * @param recipient the address in its normal form
 * @param params the values of the placeholders: a JSON object as text
 * @param instanceId the id shared by all messages of one request in one wording
 * @param templateId the template's id; 0 when the message was sent without one
 * @param subject the subject of an e-mail before its placeholders are filled in
 * @param text a text message before its placeholders are filled in; empty for an e-mail
 * @param personalised whether there are placeholders to fill in
 */
public record HistoryLine(
        Optional<Long> contactId,
        Channel channel,
        String recipient,
        String params,
        MessageStatus status,
        Instant createdAt,
        long instanceId,
        long templateId,
        List<String> tags,
        String sender,
        String subject,
        String text,
        boolean personalised) {

    /** Creates a line from a database row, in which an absent contact is null. */
    public HistoryLine(
            Long contactId,
            Channel channel,
            String recipient,
            String params,
            MessageStatus status,
            Instant createdAt,
            long instanceId,
            long templateId,
            List<String> tags,
            String sender,
            String subject,
            String text,
            boolean personalised) {
        this(
                Optional.ofNullable(contactId),
                channel,
                recipient,
                params,
                status,
                createdAt,
                instanceId,
                templateId,
                tags,
                sender,
                subject,
                text,
                personalised);
    }

    /** Returns the subject for the recipient. */
    public String subject(Filling filling) {
        return personalised ? Placeholders.fillLine(subject, filling) : subject;
    }

    /**
     * Returns the text message for the recipient; empty when it would be longer than
     * {@link MessageContent#MAX_SMS}.
     */
    public Optional<String> text(Filling filling) {
        return personalised ? Placeholders.fillText(text, filling, MessageContent.MAX_SMS) : Optional.of(text);
    }
}
