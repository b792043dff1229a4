package io.latchkey.outbox;

import java.time.Instant;
import java.util.Optional;

/**
 * Selects the activities of an organisation.
 *
 * @param after the position after which the results begin
 * @param until the end of the range, exclusive
 * @param recipient an address in its normal form
 * @param tag one of the tags of the message, as a whole
 */
public record ActivityQuery(
        long organisationId,
        ActivityPlace after,
        Instant until,
        Optional<String> recipient,
        Optional<ActivityStatus> status,
        Optional<String> tag) {

    /** Returns the same query for the results that follow the given one. */
    public ActivityQuery following(Activity last) {
        return new ActivityQuery(organisationId, last.place(), until, recipient, status, tag);
    }
}
