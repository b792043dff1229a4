package io.latchkey.outbox;

import java.util.Optional;

/**
 * The recipient of a message.
 *
 * @param address the address in the channel's normal form
 * @param contactId the contact, if the client has named one
 * @param params the values of the placeholders: a JSON object as text, at most 65535 characters
 * @param externalRequestId the client's own id of the request, at most 255 characters; a second message to
 *     the same address with the same id is treated as the first
 */
public record Addressee(String address, Optional<Long> contactId, String params, Optional<String> externalRequestId) {}
