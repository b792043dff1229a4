package io.latchkey.outbox;

import io.latchkey.template.Channel;
import java.time.Instant;

/**
 * A message as shown in the list of the outbox.
 *
 * @param name the template's name; empty when the message was sent without one
 * @param subject the subject before its placeholders are filled in
 */
public record OutboxLine(
        long id,
        String requestId,
        Instant createdAt,
        Channel channel,
        String recipient,
        String name,
        String subject,
        MessageStatus status,
        int attempts,
        String detail) {}
