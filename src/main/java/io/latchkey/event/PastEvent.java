package io.latchkey.event;

import java.time.Instant;

/**
 * A valid past event.
 *
 * @param digest distinguishes it from every other event
 */
record PastEvent(EventContent content, Instant occurredAt, String digest) {

    PastEvent(EventContent content, Instant occurredAt) {
        this(content, occurredAt, EventDigest.ofPast(content, occurredAt));
    }
}
