package io.latchkey.event;

import java.time.Instant;

/**
 * A valid event of the past.
 *
 * @param digest tells it from every other
 */
record PastEvent(EventContent content, Instant occurredAt, String digest) {

    PastEvent(EventContent content, Instant occurredAt) {
        this(content, occurredAt, EventDigest.ofPast(content, occurredAt));
    }
}
