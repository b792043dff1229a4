package io.latchkey.key;

import io.latchkey.problem.ProblemException;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What the users of an organisation have noted on a key, name by name.
 *
 * @param values at most 20, in the order of the names
 */
record KeyLabels(SortedMap<String, String> values) {

    static final KeyLabels NONE = new KeyLabels(new TreeMap<>());

    private static final int MAX = 20;
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,63}");
    private static final Pattern LABEL = Pattern.compile("\\P{Cntrl}{0,255}");

    /**
     * These labels with a user's changes: a label without value is removed (RFC 7396).
     *
     * @throws ProblemException 400, when a name or a value is not valid, or there are too many
     */
    KeyLabels with(Map<String, Optional<String>> changes) {
        SortedMap<String, String> changed = new TreeMap<>(values);
        changes.forEach((name, value) -> {
            if (!NAME.matcher(name).matches()) {
                // The name is not repeated: it may be anything.
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
        if (!LABEL.matcher(label).matches()) {
            throw ProblemException.invalid(
                    "labels." + name, "must be at most 255 characters long, without control characters");
        }
        return label;
    }

    /** Reads what {@link #text} has written. */
    static KeyLabels stored(Optional<String> text) {
        SortedMap<String, String> values = new TreeMap<>();
        text.ifPresent(lines -> lines.lines().forEach(line -> {
            int equals = line.indexOf('=');
            values.put(line.substring(0, equals), line.substring(equals + 1));
        }));
        return new KeyLabels(values);
    }

    /** A line a label; a name has no equals sign, and a label no end of line. */
    Optional<String> text() {
        return values.isEmpty()
                ? Optional.empty()
                : Optional.of(values.entrySet().stream()
                        .map(label -> label.getKey() + "=" + label.getValue())
                        .collect(Collectors.joining("\n")));
    }
}
