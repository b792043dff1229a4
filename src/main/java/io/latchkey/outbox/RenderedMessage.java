package io.latchkey.outbox;

import java.util.Optional;

/**
 * A message ready for delivery, with its placeholders filled in.
 *
 * @param requestId the same for each attempt, so that a receiver can recognise a duplicate
 * @param subject the subject; empty for a text message
 * @param text the plain text, if any
 * @param html the HTML, if any
 */
public record RenderedMessage(
        String requestId,
        Optional<String> externalRequestId,
        String sender,
        String recipient,
        String subject,
        Optional<String> text,
        Optional<String> html) {}
