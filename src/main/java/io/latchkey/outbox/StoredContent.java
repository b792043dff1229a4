package io.latchkey.outbox;

import java.util.Optional;

/**
 * Where the content of a request's messages is stored.
 *
 * @param id the id of the {@link MessageContent}
 * @param instanceId the id by which clients know what this request has sent; empty when it is the content's own,
 *     because the request was the first to send it
 */
record StoredContent(long id, Optional<Long> instanceId) {}
