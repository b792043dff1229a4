package io.latchkey.verify;

import io.latchkey.problem.ProblemException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The rights of which a service accepts any.
 *
 * @param names the names of built-in and custom rights; empty if the service names none
 */
record NamedRights(Set<String> names) {

    private static final int MAX_LENGTH = 2000;
    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_-]{0,62}");

    /**
     * Parses comma-separated names.
     *
     * @throws ProblemException 400, if one cannot be the name of a right
     */
    static NamedRights parse(Optional<String> text) {
        if (text.isEmpty()) {
            return new NamedRights(Set.of());
        }
        List<String> names = Arrays.asList(text.get().split(",", -1));
        if (text.get().length() > MAX_LENGTH
                || !names.stream().allMatch(name -> NAME.matcher(name).matches())) {
            throw ProblemException.invalid(
                    "right", "must be names of rights, separated by commas, such as EVENTS,FULL");
        }
        return new NamedRights(names.stream().collect(Collectors.toUnmodifiableSet()));
    }

    boolean isEmpty() {
        return names.isEmpty();
    }

    boolean contains(String right) {
        return names.contains(right);
    }
}
