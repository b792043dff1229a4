package io.latchkey.verify;

import io.latchkey.problem.ProblemException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The rights of which a service takes any.
 *
 * @param names of built-in rights and custom ones; empty when the service names none
 */
record NamedRights(Set<String> names) {

    private static final int MAX_LENGTH = 2000;
    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_-]{0,62}");

    /**
     * Reads names with commas between them.
     *
     * @throws ProblemException 400, when one can be no right's
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
