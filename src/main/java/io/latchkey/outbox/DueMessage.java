package io.latchkey.outbox;

import java.util.Optional;

/**
 * A message that is due.
 *
 * @param attempts how many attempts have begun; whoever raises the number by one owns the next attempt
 */
record DueMessage(
        long id,
        long organisationId,
        String requestId,
        long contentId,
        String recipient,
        String params,
        Optional<String> externalRequestId,
        int attempts)
        implements Delivery {

    DueMessage begun() {
        return new DueMessage(
                id, organisationId, requestId, contentId, recipient, params, externalRequestId, attempts + 1);
    }
}
