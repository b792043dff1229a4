package io.latchkey.outbox;

import java.util.Optional;

/**
 * A message that is due.
 *
 * @param attempts how many have been begun; with one more, whoever begins it owns the attempt
 */
record DueMessage(
        long id,
        long organisationId,
        String requestId,
        long contentId,
        String recipient,
        String params,
        Optional<String> externalRequestId,
        int attempts) {

    DueMessage begun() {
        return new DueMessage(
                id, organisationId, requestId, contentId, recipient, params, externalRequestId, attempts + 1);
    }
}
