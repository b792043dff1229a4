package io.latchkey.problem;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Collects the errors of a request field by field, so that its refusal names all of them and not only the first. Not
 * for use by several threads.
 */
public final class FieldErrors {

    private final List<FieldError> errors = new ArrayList<>();

    /** Adds errors that were found in another way. */
    public void addAll(List<FieldError> found) {
        errors.addAll(found);
    }

    /** Runs a step that concerns one field. If it refuses the field (400), adds its errors and returns. */
    public void collect(Runnable step) {
        read(
                () -> {
                    step.run();
                    return true;
                },
                false);
    }

    /**
     * Returns what a field contains.
     *
     * @param value reads the field; if it refuses the field (400), its errors are added
     * @param otherwise what to return in that case
     */
    public <T> T read(Supplier<? extends T> value, T otherwise) {
        try {
            return value.get();
        } catch (ProblemException refused) {
            if (refused.problem().status() != ProblemType.INVALID_REQUEST.status()) {
                throw refused;
            }
            errors.addAll(refused.problem().errors());
            return otherwise;
        }
    }

    /**
     * Returns what the elements of a list contain, without those that are not valid, for each of which it adds an
     * error.
     *
     * @param field the field that has the list; an element of it is named like {@code field[0]}
     * @param rule what an element must be
     */
    public <T> List<T> parse(String field, List<String> texts, Function<String, Optional<T>> parser, String rule) {
        List<T> parsed = new ArrayList<>();
        for (int i = 0; i < texts.size(); i++) {
            Optional<T> element = Optional.ofNullable(texts.get(i)).flatMap(parser);
            element.ifPresent(parsed::add);
            if (element.isEmpty()) {
                errors.add(new FieldError(field + "[" + i + "]", rule));
            }
        }
        return List.copyOf(parsed);
    }

    /** Returns the errors so far, in the order in which they were found. */
    public List<FieldError> list() {
        return List.copyOf(errors);
    }

    /** Throws a 400 if there are errors. */
    public void throwIfAny() {
        ProblemException.throwIfAny(errors);
    }
}
