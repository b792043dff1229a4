package io.latchkey.rest;

import io.latchkey.problem.FieldError;
import io.latchkey.problem.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * The items of a request that accepts many at once, each checked by itself, so that an invalid one does not
 * affect the others. At least one is valid.
 *
 * @param <T> what a valid item becomes
 */
public final class CheckedItems<T> {

    /** The maximum number of errors reported when every item is invalid, enough to see what is wrong. */
    private static final int MAX_ERRORS = 100;

    private final SortedMap<Integer, T> valid = new TreeMap<>();
    private final SortedMap<Integer, List<FieldError>> errors = new TreeMap<>();

    private CheckedItems() {}

    /**
     * Checks each item.
     *
     * @param field the name of the list in the request
     * @param given the items, which are null where the request has null
     * @param check returns what a valid item becomes, and throws a {@link ProblemException} with the errors of
     *     any other, whose fields are relative to the item; is given empty for null
     * @throws ProblemException 400, if no item is valid, with at most 100 of the errors
     */
    public static <G, T> CheckedItems<T> of(String field, List<G> given, Function<Optional<G>, T> check) {
        CheckedItems<T> items = new CheckedItems<>();
        for (int i = 0; i < given.size(); i++) {
            try {
                items.valid.put(i, check.apply(Optional.ofNullable(given.get(i))));
            } catch (ProblemException refused) {
                items.errors.put(
                        i, within(field + "[" + i + "]", refused.problem().errors()));
            }
        }
        if (items.valid.isEmpty()) {
            throw ProblemException.invalid(items.errors.values().stream()
                    .flatMap(List::stream)
                    .limit(MAX_ERRORS)
                    .toList());
        }
        return items;
    }

    private static List<FieldError> within(String item, List<FieldError> errors) {
        return errors.stream()
                .map(error ->
                        new FieldError(error.field().isEmpty() ? item : item + "." + error.field(), error.detail()))
                .toList();
    }

    /** Returns the valid items, in the order of the request. */
    public List<T> valid() {
        return List.copyOf(valid.values());
    }

    /**
     * Returns the outcome of every item, in the order of the request.
     *
     * @param <R> the outcome of an item
     */
    public <R> List<R> outcomes(Outcome<T, R> outcome) {
        List<R> outcomes = new ArrayList<>();
        for (int i = 0; i < valid.size() + errors.size(); i++) {
            outcomes.add(outcome.of(i, Optional.ofNullable(valid.get(i)), errors.getOrDefault(i, List.of())));
        }
        return outcomes;
    }

    /** Describes what became of an item. */
    @FunctionalInterface
    public interface Outcome<T, R> {

        /**
         * Returns the outcome.
         *
         * @param index the item's position in the request, from 0
         * @param valid empty if the item is invalid
         * @param errors why it is invalid; empty if it is valid
         */
        R of(int index, Optional<T> valid, List<FieldError> errors);
    }
}
