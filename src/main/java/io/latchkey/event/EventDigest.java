package io.latchkey.event;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;

/** Tells whether two events are the same, by a SHA-256 of all that they are made of. */
final class EventDigest {

    private EventDigest() {}

    /** Of an event that happens now: another key or another version of the method is another request. */
    static String ofRequest(EventContent content, long apiKeyId, String version) {
        return digest("now", Long.toString(apiKeyId), version, content);
    }

    /** Of an event of the past: who tells it and how does not matter, since its time is part of it. */
    static String ofPast(EventContent content, Instant occurredAt) {
        return digest("past", occurredAt.toString(), "", content);
    }

    /** Of an event that nobody has sent: like no other. */
    static String ofOwn() {
        return digest("own", UUID.randomUUID().toString(), "", new EventContent("", "", ""));
    }

    private static String digest(String kind, String first, String second, EventContent content) {
        MessageDigest digest = sha256();
        for (String part :
                new String[] {kind, first, second, content.eventTypeKey(), content.keyValue(), content.params()}) {
            byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
            // With their lengths, or the end of one part could be the beginning of the next.
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
