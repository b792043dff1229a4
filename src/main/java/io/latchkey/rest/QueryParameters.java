package io.latchkey.rest;

import io.latchkey.problem.FieldError;
import io.latchkey.problem.Problem;
import io.latchkey.problem.ProblemException;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.UriInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A request's query parameters, checked as they are read: for records that many of them make together, or that several
 * methods read. A parameter may have several names, of which the first one is used; a blank one counts as left out. A method
 * takes few of them as its own parameters.
 *
 * <p>The build reads what a method's own parameters are, for the description of the API. Of such a record it learns by the
 * annotation {@code Described} in it.
 */
public final class QueryParameters {

    /** Characters of a text. */
    public static final int MAX_TEXT = 500;

    /** Of a text that a method takes as its own parameter, beside the length: what the databases can keep. */
    public static final String WITHOUT_NUL = "[^\\x00]*";

    private final MultivaluedMap<String, String> values;

    private QueryParameters(MultivaluedMap<String, String> values) {
        this.values = values;
    }

    /** The parameters of the request's address. */
    public static QueryParameters of(UriInfo uri) {
        return new QueryParameters(uri.getQueryParameters());
    }

    /**
     * The parameters of an address that may have these and no other, each once: for methods where one that is misspelt, and so
     * passed over, would do harm.
     *
     * @throws ProblemException 400, naming each parameter that is unknown or repeated
     */
    public static QueryParameters only(UriInfo uri, String... names) {
        Set<String> known = Set.of(names);
        List<FieldError> errors = new ArrayList<>();
        uri.getQueryParameters().forEach((name, values) -> {
            if (!known.contains(name)) {
                errors.add(new FieldError(name, "is not a known parameter"));
            } else if (values.size() > 1) {
                errors.add(new FieldError(name, "must be given only once"));
            }
        });
        if (!errors.isEmpty()) {
            throw new ProblemException(Problem.invalid(errors));
        }
        return of(uri);
    }

    /**
     * The first of these that is there and not blank.
     *
     * @throws ProblemException 400, when it is longer than 500 characters or holds a NUL
     */
    public Optional<String> text(String... names) {
        for (String name : names) {
            String value = values.getFirst(name);
            if (value == null || value.isBlank()) {
                continue;
            }
            if (value.length() > MAX_TEXT || value.indexOf('\0') >= 0) {
                throw ProblemException.invalid(name, "must be at most " + MAX_TEXT + " characters long, without NUL");
            }
            return Optional.of(value.strip());
        }
        return Optional.empty();
    }

    /**
     * The parameter as a whole number.
     *
     * @throws ProblemException 400, when it is none, or out of the range
     */
    public Optional<Long> number(String name, long min, long max) {
        return text(name).map(value -> {
            long number = parse(value).orElse(Long.MIN_VALUE);
            if (number < min || number > max) {
                throw ProblemException.invalid(name, "must be a whole number from " + min + " to " + max);
            }
            return number;
        });
    }

    /**
     * The parameter as a list of ids, separated by commas, repetitions left out.
     *
     * @throws ProblemException 400, when one is no id, or there are more than {@code max}
     */
    public Optional<List<Long>> ids(int max, String... names) {
        for (String name : names) {
            List<String> given = values.get(name);
            if (given != null) {
                return Optional.of(parseIds(name, String.join(",", given), max));
            }
        }
        return Optional.empty();
    }

    private static List<Long> parseIds(String name, String text, int max) {
        List<Long> ids = new ArrayList<>();
        for (String part : text.split(",", max + 2)) {
            if (!part.isBlank()) {
                ids.add(parse(part.strip())
                        .filter(id -> id > 0)
                        .orElseThrow(() -> ProblemException.invalid(
                                name, "must be at most " + max + " ids, separated by commas")));
            }
        }
        if (ids.size() > max) {
            throw ProblemException.invalid(name, "must be at most " + max + " ids, separated by commas");
        }
        return ids.stream().distinct().toList();
    }

    private static Optional<Long> parse(String text) {
        try {
            return Optional.of(Long.valueOf(text));
        } catch (NumberFormatException notNumber) {
            return Optional.empty();
        }
    }
}
