package io.latchkey.outbox;

import java.util.Optional;

/**
 * A message as it goes out, its placeholders filled in.
 *
 * @param requestId the same for each attempt, so that a receiver can tell a second copy
 * @param subject empty for a text message
 * @param text the plain text, if there is one
 * @param html the HTML, if there is one
 */
public record Parcel(
        String requestId,
        Optional<String> externalRequestId,
        String sender,
        String recipient,
        String subject,
        Optional<String> text,
        Optional<String> html) {}
