package io.latchkey.outbox;

import java.util.Optional;

/**
 * What an attempt to send a message needs of it.
 *
 * @param params what fills the placeholders: a JSON object as text
 */
record AddressedMessage(
        String requestId, long contentId, String recipient, String params, Optional<String> externalRequestId) {}
