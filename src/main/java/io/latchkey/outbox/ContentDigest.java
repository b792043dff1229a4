package io.latchkey.outbox;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Optional;

/** Determines whether two contents are the same, by a SHA-256 digest of everything that they consist of. */
final class ContentDigest {

    private final MessageDigest digest;

    private ContentDigest() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is missing from this Java runtime", e);
        }
    }

    static String of(MessageContent content) {
        ContentDigest digest = new ContentDigest();
        digest.add(content.channel().name());
        digest.add(Long.toString(content.templateId()));
        digest.add(content.name());
        digest.add(content.languageCode());
        digest.add(content.sender());
        digest.add(content.subject());
        digest.add(content.htmlText());
        digest.add(content.plainText());
        digest.add(Boolean.toString(content.isPersonalised()));
        content.tags().forEach(digest::add);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(digest.digest.digest());
    }

    private void add(Optional<String> part) {
        add(Boolean.toString(part.isPresent()));
        part.ifPresent(this::add);
    }

    private void add(String part) {
        byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
        // Length-prefixed; otherwise, the end of one part could be taken for the beginning of the next.
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, bytes.length));
        digest.update(bytes);
    }
}
