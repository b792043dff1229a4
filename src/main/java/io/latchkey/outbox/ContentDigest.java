package io.latchkey.outbox;

import io.latchkey.database.PartsDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Determines whether two contents are the same, by a digest of everything that they consist of. */
final class ContentDigest {

    private ContentDigest() {}

    static String of(MessageContent content) {
        List<String> parts = new ArrayList<>(List.of(
                content.channel().name(),
                Long.toString(content.templateId()),
                content.name(),
                content.languageCode(),
                content.sender(),
                content.subject()));
        add(parts, content.htmlText());
        add(parts, content.plainText());
        parts.add(Boolean.toString(content.isPersonalised()));
        parts.addAll(content.tags());
        return PartsDigest.of(parts);
    }

    private static void add(List<String> parts, Optional<String> part) {
        parts.add(Boolean.toString(part.isPresent()));
        part.ifPresent(parts::add);
    }
}
