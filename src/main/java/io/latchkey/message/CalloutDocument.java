package io.latchkey.message;

import io.latchkey.outbox.Callout;
import java.time.Instant;

/**
 * Delivery statistics of the text messages of one request in one wording.
 *
 * @param calloutName the template's name; empty when the messages were sent without one
 * @param sent how many left the outbox
 * @param delivered how many are known to have arrived
 * @param errors how many will never arrive
 */
public record CalloutDocument(String calloutName, Instant date, long sent, long delivered, long errors) {

    static CalloutDocument of(Callout callout) {
        return new CalloutDocument(
                callout.name(), callout.createdAt(), callout.sent(), callout.delivered(), callout.errors());
    }
}
