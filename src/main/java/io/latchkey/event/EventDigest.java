package io.latchkey.event;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;
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
        MessageDigest digest = sha256();
        for (String part :
                new String[] {kind, first, second, content.eventTypeKey(), content.keyValue(), content.params()}) {
            byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
            // Length-prefixed; otherwise, the end of one part could be taken for the beginning of the next.
            digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, bytes.length));
            digest.update(bytes);
        }
        return Base64.getUrlEncoder().withoutPadding().encodeToString(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is missing from this Java runtime", e);
        }
    }
}
