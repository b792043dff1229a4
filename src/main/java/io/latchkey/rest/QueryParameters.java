package io.latchkey.rest;

import io.latchkey.problem.FieldError;
import io.latchkey.problem.ProblemException;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.UriInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The query parameters of a request, validated as they are read. Used by records that are composed of many
 * parameters, or that are read by several methods; a method with only a few parameters declares them itself.
 * A parameter may have several names, of which the first one present is used. A blank text or number counts
 * as left out.
 *
 * <p>The API description is generated at build time from the parameters that a method declares itself. It
 * learns about the parameters of such a record from the record's annotation {@code Described}.
 */
public final class QueryParameters {

    /** The maximum number of characters in a text. */
    public static final int MAX_TEXT = 500;

    /**
     * A pattern for a text that a method declares as a parameter itself, in addition to the limit of its
     * length: excludes NUL, which not every database can store.
     */
    public static final String WITHOUT_NUL = "[^\\x00]*";

    private final MultivaluedMap<String, String> values;

    private QueryParameters(MultivaluedMap<String, String> values) {
        this.values = values;
    }

    /** Returns the parameters of the request's address. */
    public static QueryParameters of(UriInfo uri) {
        return new QueryParameters(uri.getQueryParameters());
    }

    /**
     * Returns the parameters of an address that may have the given ones and no others, each only once. For
     * methods where it would do harm to ignore a misspelt parameter.
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
        ProblemException.throwIfAny(errors);
        return of(uri);
    }

    /**
     * Returns the first of the given parameters that is present and not blank.
     *
     * @throws ProblemException 400, if it is longer than 500 characters or contains a NUL
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
     * Returns the parameter as a whole number.
     *
     * @throws ProblemException 400, if it is not a whole number or is out of range
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
     * Returns the ids, separated by commas, in the first of the given parameters that is present, without
     * duplicates. A blank parameter results in an empty list.
     *
     * @throws ProblemException 400, if one is not an id, or if there are more than {@code max}
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
