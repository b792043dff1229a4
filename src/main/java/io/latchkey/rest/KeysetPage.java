package io.latchkey.rest;

import jakarta.ws.rs.core.Link;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.function.ToLongFunction;

/**
 * A page of a list that is paged by the position of the last row seen, which costs the same at any depth.
 *
 * @param next the address of the next page, if there is one
 */
public record KeysetPage<T>(List<T> rows, Optional<URI> next) {

    /** The maximum number of rows per page that a client can request. */
    public static final int MAX_LIMIT = 1000;

    /** The number of rows per page, unless the client specifies it. */
    public static final String DEFAULT_LIMIT = "100";

    /** Describes the parameter {@code limit} in the API description. */
    public static final String LIMIT = "rows per page";

    /** Describes the parameter {@code after}. */
    public static final String AFTER = "the position of the last row seen; the page starts after it";

    /** Describes the parameter {@code before}. */
    public static final String BEFORE =
            "the position of the last row seen; the page starts before it, or with the latest row";

    public KeysetPage {
        rows = List.copyOf(rows);
    }

    /**
     * Returns a page for which one more row was read than requested: this tells, without counting, whether
     * there is a next page.
     *
     * @param parameter the query parameter that contains the position in the request for the next page
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

    /** Returns the address of the next page as text, if there is one. */
    public Optional<String> nextAddress() {
        return next.map(URI::toString);
    }

    /** Returns the response, which also contains the address of the next page in {@code Link} (RFC 8288). */
    public Response answer(Record body) {
        Response.ResponseBuilder response = Response.ok(body);
        next.ifPresent(uri -> response.links(Link.fromUri(uri).rel("next").build()));
        return response.build();
    }
}
