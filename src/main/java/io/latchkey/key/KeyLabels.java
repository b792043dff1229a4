package io.latchkey.key;

import io.latchkey.problem.ProblemException;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The labels that an organisation's users have attached to a key.
 *
 * @param values at most 20 labels, sorted by name
 */
record KeyLabels(SortedMap<String, String> values) {

    static final KeyLabels NONE = new KeyLabels(Collections.emptySortedMap());

    private static final int MAX = 20;
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,63}");
    private static final Pattern LABEL = Pattern.compile("\\P{Cc}*+");

    /** In UTF-16 code units, like every other length: H2 counts them in its columns, as Java does. */
    private static final int MAX_LABEL = 255;

    KeyLabels {
        values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
    }

    /**
     * Returns these labels with a user's changes applied; a label without a value is removed (RFC 7396).
     *
     * @throws ProblemException 400, if a name or a value is not valid, or there are too many labels
     */
    KeyLabels with(Map<String, Optional<String>> changes) {
        SortedMap<String, String> changed = new TreeMap<>(values);
        changes.forEach((name, value) -> {
            if (!NAME.matcher(name).matches()) {
                // The name is not echoed, as it may contain anything.
                throw ProblemException.invalid(
                        "labels", "must have names of 1 to 63 letters, digits, '.', '_' and '-'");
            }
            value.ifPresentOrElse(label -> changed.put(name, checked(name, label)), () -> changed.remove(name));
        });
        if (changed.size() > MAX) {
            throw ProblemException.invalid("labels", "must have at most " + MAX + " entries");
        }
        return new KeyLabels(changed);
    }

    private static String checked(String name, String label) {
        WithoutKey.require("labels", name);
        if (label.length() > MAX_LABEL || !LABEL.matcher(label).matches()) {
            throw ProblemException.invalid(
                    "labels." + name, "must be at most " + MAX_LABEL + " characters long, without control characters");
        }
        return WithoutKey.require("labels." + name, label);
    }

    /** Parses the format written by {@link #text}. */
    static KeyLabels stored(Optional<String> text) {
        SortedMap<String, String> values = new TreeMap<>();
        text.ifPresent(lines -> lines.lines().forEach(line -> {
            int equals = line.indexOf('=');
            values.put(line.substring(0, equals), line.substring(equals + 1));
        }));
        return new KeyLabels(values);
    }

    /** Formats one label per line; names contain no equals sign, and values no line break. */
    Optional<String> text() {
        return values.isEmpty()
                ? Optional.empty()
                : Optional.of(values.entrySet().stream()
                        .map(label -> label.getKey() + "=" + label.getValue())
                        .collect(Collectors.joining("\n")));
    }
}
