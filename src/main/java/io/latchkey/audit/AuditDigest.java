package io.latchkey.audit;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Computes the digest of an entry: SHA-256 of the previous digest (32 bytes) and the entry's fields, each as
 * the number of its bytes in UTF-8 (4 bytes, big-endian) followed by these bytes; an absent field is the
 * number -1 alone. The subject is the last field, and is omitted if it is absent. No two entries therefore
 * have the same bytes.
 */
final class AuditDigest {

    /** The digest before the first entry. */
    static final String START = "0".repeat(64);

    private AuditDigest() {}

    static String of(
            String previous, long organisationId, long position, Instant at, AuditActor actor, AuditChange change) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        content.writeBytes(HexFormat.of().parseHex(previous));
        add(content, Optional.of(Long.toString(organisationId)));
        add(content, Optional.of(Long.toString(position)));
        add(content, Optional.of(at.toString()));
        add(content, Optional.of(actor.kind().name()));
        add(content, Optional.of(actor.name()));
        add(content, actor.address());
        add(content, Optional.of(change.action().name()));
        add(content, change.keyNumber().map(number -> Long.toString(number)));
        add(content, change.before());
        add(content, change.after());
        // Older entries were written before there were subjects.
        change.subject().ifPresent(subject -> add(content, Optional.of(subject)));
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content.toByteArray()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is missing from this Java runtime", e);
        }
    }

    /** Returns whether the entry is the one that was written after an entry with the given digest. */
    static boolean fits(String previous, AuditEntry entry) {
        return entry.digest()
                .equals(of(
                        previous, entry.organisationId(), entry.position(), entry.at(), entry.actor(), entry.change()));
    }

    private static void add(ByteArrayOutputStream content, Optional<String> field) {
        byte[] bytes = field.map(text -> text.getBytes(StandardCharsets.UTF_8)).orElse(new byte[0]);
        content.writeBytes(ByteBuffer.allocate(Integer.BYTES)
                .putInt(field.isPresent() ? bytes.length : -1)
                .array());
        content.writeBytes(bytes);
    }
}
