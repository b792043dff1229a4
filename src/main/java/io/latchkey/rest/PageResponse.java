package io.latchkey.rest;

import jakarta.ws.rs.core.Link;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.util.List;

/**
 * A part of a long list.
 *
 * @param rows the entries, in the order of their ids
 * @param total the number of entries in the whole list, which may be counted only up to {@link #MAX_TOTAL}:
 *     one more than that then means that there are more
 * @param more whether there are entries after this part
 */
public record PageResponse<T>(List<T> rows, long total, boolean more) {

    /**
     * The highest total that is counted exactly: the cost of counting grows with each row. As high as
     * {@link PageRequest#MAX_INDEX}, so that whoever pages by the total reaches all that it says.
     */
    public static final int MAX_TOTAL = PageRequest.MAX_INDEX;

    private static final String TOTAL_COUNT = "TotalCount";

    /** Returns a part for which one more row was read than requested, to find out whether there are more. */
    public static <T> PageResponse<T> of(List<T> found, int limit, long total) {
        return found.size() > limit
                ? new PageResponse<>(found.subList(0, limit), total, true)
                : new PageResponse<>(found, total, false);
    }

    /**
     * Returns the response, with the total in {@code TotalCount} and the address of the next part in
     * {@code Link} (RFC 8288).
     */
    public Response answer(Record body, long lastId, UriInfo uri) {
        return respond(body, lastId, uri);
    }

    /** Does the same with a body that is read while it is written. */
    public Response answer(StreamingOutput body, long lastId, UriInfo uri) {
        return respond(body, lastId, uri);
    }

    private Response respond(Object body, long lastId, UriInfo uri) {
        Response.ResponseBuilder response = Response.ok(body).header(TOTAL_COUNT, total);
        if (more) {
            URI next = uri.getRequestUriBuilder()
                    .replaceQueryParam("startindex")
                    .replaceQueryParam("after", lastId)
                    .build();
            response.links(Link.fromUri(next).rel("next").build());
        }
        return response.build();
    }
}
