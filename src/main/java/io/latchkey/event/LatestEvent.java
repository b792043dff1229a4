package io.latchkey.event;

import java.time.Instant;

/** What is compared of the latest event of a key. */
public record LatestEvent(long id, Instant occurredAt, Instant receivedAt, String digest) {}
