package io.latchkey.event;

import io.latchkey.database.PartsDigest;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Determines whether two events are the same, by a SHA-256 digest of everything that identifies them. */
final class EventDigest {

    private EventDigest() {}

    /**
     * Returns the digest of an event that happens now: another key or version of the method makes another
     * request.
     */
    static String ofRequest(EventContent content, long apiKeyId, String version) {
        return digest("now", Long.toString(apiKeyId), version, content);
    }

    /**
     * Returns the digest of a past event: its sender and the version do not matter, since its time is
     * included.
     */
    static String ofPast(EventContent content, Instant occurredAt) {
        return digest("past", occurredAt.toString(), "", content);
    }

    /** Returns the digest of an event that no client sent, which is unlike any other. */
    static String ofOwn() {
        return digest("own", UUID.randomUUID().toString(), "", new EventContent("", "", ""));
    }

    private static String digest(String kind, String first, String second, EventContent content) {
        return PartsDigest.of(
                List.of(kind, first, second, content.eventTypeKey(), content.keyValue(), content.params()));
    }
}
