package io.latchkey.rest;

import io.latchkey.problem.ProblemException;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.UriInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A request's query parameters, checked as they are read. A parameter may have several names; the first one is used. */
public final class QueryParameters {

    private static final int MAX_TEXT = 500;

    private final MultivaluedMap<String, String> values;

    private QueryParameters(MultivaluedMap<String, String> values) {
        this.values = values;
    }

    /** The parameters of the request's address. */
    public static QueryParameters of(UriInfo uri) {
        return new QueryParameters(uri.getQueryParameters());
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
     * The parameter.
     *
     * @throws ProblemException 400, when it is not there, blank, too long or holds a NUL
     */
    public String required(String name) {
        return text(name).orElseThrow(() -> ProblemException.invalid(name, "must not be blank"));
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
     * The parameter as a list of ids with commas between them, repetitions left out.
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
                                name, "must be at most " + max + " ids with commas between them")));
            }
        }
        if (ids.size() > max) {
            throw ProblemException.invalid(name, "must be at most " + max + " ids with commas between them");
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
