package io.latchkey.rest;

import jakarta.ws.rs.core.Link;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.function.ToLongFunction;

/**
 * A page of a list that is gone through by the place of the last row seen, which costs the same however far on that is.
 *
 * @param next the address of the next page, if there is one
 */
public record KeysetPage<T>(List<T> rows, Optional<URI> next) {

    /** The most rows of a page that a client can ask for. */
    public static final int MAX_LIMIT = 1000;

    /** Rows, if a client does not say. */
    public static final String DEFAULT_LIMIT = "100";

    /** What the parameter {@code limit} is, for the description of the API. */
    public static final String LIMIT = "rows per page";

    /** What the parameter {@code after} is. */
    public static final String AFTER = "the position of the last row seen; the page starts after it";

    /** What the parameter {@code before} is. */
    public static final String BEFORE =
            "the position of the last row seen; the page starts before it, or with the latest row";

    public KeysetPage {
        rows = List.copyOf(rows);
    }

    /**
     * The page of which one more row was read than asked for: that tells without counting whether there is a next one.
     *
     * @param parameter the query parameter that the next page's request has the place in
     */
    public static <T> KeysetPage<T> of(
            List<T> found, int limit, UriInfo uri, String parameter, ToLongFunction<T> place) {
        if (found.size() <= limit) {
            return new KeysetPage<>(found, Optional.empty());
        }
        URI next = uri.getRequestUriBuilder()
                .replaceQueryParam(parameter, place.applyAsLong(found.get(limit - 1)))
                .replaceQueryParam("limit", limit)
                .build();
        return new KeysetPage<>(found.subList(0, limit), Optional.of(next));
    }

    /** The address of the next page as text, if there is one. */
    public Optional<String> nextAddress() {
        return next.map(URI::toString);
    }

    /** The answer, with the way to the next page in {@code Link} too (RFC 8288). */
    public Response answer(Record body) {
        Response.ResponseBuilder response = Response.ok(body);
        next.ifPresent(uri -> response.links(Link.fromUri(uri).rel("next").build()));
        return response.build();
    }
}
