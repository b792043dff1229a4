package io.latchkey.outbox;

import java.util.Optional;

/**
 * Whom a message goes to.
 *
 * @param address in the channel's normal form
 * @param contactId the contact, when the client has named one
 * @param params what fills the placeholders: a JSON object as text, at most 65535 characters
 * @param externalRequestId the client's own id of the request, at most 255 characters: the second message to the same
 *     address with the same id is the first
 */
public record Addressee(String address, Optional<Long> contactId, String params, Optional<String> externalRequestId) {}
