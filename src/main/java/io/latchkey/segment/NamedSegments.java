package io.latchkey.segment;

import io.latchkey.organisation.NamedRows;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Segments that were found by their names.
 *
 * @param idOfKey the ids by {@link NamedRows#key}
 */
public record NamedSegments(Map<String, Long> idOfKey) {

    public NamedSegments {
        idOfKey = Map.copyOf(idOfKey);
    }

    /** Returns the ids of those with the given names, whatever the case, each once and in ascending order. */
    public List<Long> ids(Collection<String> names) {
        return names.stream()
                .map(NamedRows::key)
                .map(idOfKey::get)
                .filter(Objects::nonNull)
                .distinct()
                .sorted()
                .toList();
    }
}
