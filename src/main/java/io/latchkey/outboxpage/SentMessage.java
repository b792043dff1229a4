package io.latchkey.outboxpage;

import io.latchkey.outbox.MessageContent;
import io.latchkey.outbox.MessageStatus;
import io.latchkey.outbox.OutboxMessage;
import io.latchkey.template.Filling;

/**
 * A message as its recipient sees it; absent parts are empty texts, as views require.
 *
 * @param html the HTML of an e-mail, which comes from a client and is not trusted
 */
public record SentMessage(
        String requestId,
        String createdAt,
        MessageStatus status,
        String detail,
        String sender,
        String recipient,
        String subject,
        String text,
        String html) {

    static SentMessage of(OutboxMessage message, MessageContent content, Filling filling) {
        return new SentMessage(
                message.requestId(),
                message.createdAt().toString(),
                message.status(),
                message.detail(),
                content.sender(),
                message.recipient(),
                content.subject(filling),
                content.text(filling).orElse(""),
                content.html(filling).orElse(""));
    }
}
