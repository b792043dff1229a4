package io.latchkey.notice;

import io.latchkey.outbox.Delivery;
import java.time.Instant;

/**
 * A delivery that is due.
 *
 * @param id the same for each attempt
 * @param recipient the e-mail address; empty for the organisation's webhook
 * @param attempts how many attempts have begun
 */
record DueNotice(
        String id,
        long organisationId,
        long keyId,
        NoticeCause cause,
        Instant deadline,
        String recipient,
        String subject,
        String content,
        int attempts)
        implements Delivery {

    DueNotice begun() {
        return new DueNotice(id, organisationId, keyId, cause, deadline, recipient, subject, content, attempts + 1);
    }
}
