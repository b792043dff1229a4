package io.latchkey.usage;

import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The uses of a key to be written, each marked with the kinds of origin that it was the first of. */
final class UsesToWrite {

    private final Map<KeyUse, Set<KeyOrigin.Kind>> marks = new LinkedHashMap<>();

    UsesToWrite(Collection<KeyUse> last) {
        last.forEach(use -> marks.put(use, EnumSet.noneOf(KeyOrigin.Kind.class)));
    }

    /** Marks the use, which is then written whether or not it is one of the last. */
    void mark(KeyUse use, KeyOrigin.Kind kind) {
        marks.computeIfAbsent(use, first -> EnumSet.noneOf(KeyOrigin.Kind.class))
                .add(kind);
    }

    List<MarkedUse> inOrder() {
        return marks.entrySet().stream()
                .map(entry -> new MarkedUse(
                        entry.getKey(),
                        entry.getValue().contains(KeyOrigin.Kind.ADDRESS),
                        entry.getValue().contains(KeyOrigin.Kind.AGENT)))
                .toList();
    }

    record MarkedUse(KeyUse use, boolean newAddress, boolean newAgent) {}
}
