package io.latchkey.outbox;

import java.time.Instant;
import java.util.Optional;

/**
 * Which of an organisation's activities are wanted.
 *
 * @param after the place after which they begin
 * @param until not within the range itself
 * @param recipient an address in its normal form
 */
public record ActivityQuery(
        long organisationId,
        ActivityPlace after,
        Instant until,
        Optional<String> recipient,
        Optional<ActivityStatus> status) {}
