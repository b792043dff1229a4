package io.latchkey.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The picture of the packages in {@code docs/architecture.md}.
 *
 * @param places the packages that it has a place for
 * @param arrows of a package, those that it points to
 */
record PackagePicture(Set<String> places, Map<String, Set<String>> arrows) {

    private static final Path PAGE = Path.of("docs/architecture.md");
    private static final Pattern PICTURE = Pattern.compile("(?s)```mermaid\\nflowchart TD\\n(.*?)\\n```");
    private static final Pattern PLACE = Pattern.compile("(?m)^ {4}(\\w+)$");
    private static final Pattern ARROW = Pattern.compile("(?m)^ *(\\w+(?: & \\w+)*) --> (\\w+(?: & \\w+)*)$");

    static PackagePicture read() {
        Matcher picture;
        try {
            picture = PICTURE.matcher(Files.readString(PAGE));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        if (!picture.find()) {
            throw new IllegalStateException(PAGE + " has no picture of the packages");
        }
        Set<String> places = new TreeSet<>();
        PLACE.matcher(picture.group(1)).results().forEach(place -> places.add(place.group(1)));
        Map<String, Set<String>> arrows = new TreeMap<>();
        ARROW.matcher(picture.group(1)).results().forEach(arrow -> names(arrow.group(1))
                .forEach(from ->
                        arrows.computeIfAbsent(from, name -> new TreeSet<>()).addAll(names(arrow.group(2)))));
        return new PackagePicture(places, arrows);
    }

    private static List<String> names(String joined) {
        return Arrays.asList(joined.split(" & ", -1));
    }

    Set<String> pointedTo(String from) {
        return arrows.getOrDefault(from, Set.of());
    }

    /** Where the arrows lead from a package, however many there are between. */
    Set<String> reached(String from) {
        Set<String> reached = new TreeSet<>();
        Deque<String> next = new ArrayDeque<>(pointedTo(from));
        while (!next.isEmpty()) {
            String name = next.pop();
            if (reached.add(name)) {
                next.addAll(pointedTo(name));
            }
        }
        return reached;
    }
}
