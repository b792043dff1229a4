package io.latchkey.rest;

import io.latchkey.problem.ProblemException;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.ws.rs.core.UriInfo;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Which part of a long list a request asks for.
 *
 * @param offset how many entries to pass over; bounded, since each one passed over costs
 * @param after the id after which the part starts: costs the same however far on it is
 * @param limit how many entries at most
 */
public record PageRequest(int offset, long after, int limit) {

    /** The furthest entry that {@code startindex} reaches; {@code after} reaches all. */
    public static final int MAX_START = 10_000;

    /** Entries of a part. */
    public static final int MAX_ROWS = 500;

    /**
     * Reads {@code startindex} (from 1 on), {@code maxrows} and {@code after}.
     *
     * @throws ProblemException 400, when one is out of its range
     */
    public static PageRequest of(UriInfo uri) {
        QueryParameters parameters = QueryParameters.of(uri);
        int start = parameters.number("startindex", 1, MAX_START).orElse(1L).intValue();
        int rows = parameters
                .number("maxrows", 1, MAX_ROWS)
                .orElse((long) MAX_ROWS)
                .intValue();
        long after = parameters.number("after", 0, Long.MAX_VALUE).orElse(0L);
        return new PageRequest(start - 1, after, rows);
    }

    /** For the description of the API: what {@link #of} reads, on the methods that call it. */
    @Parameter(
            in = ParameterIn.QUERY,
            name = "startindex",
            description = "the first row, starting at 1",
            schema =
                    @Schema(
                            type = "integer",
                            format = "int32",
                            minimum = "1",
                            maximum = "" + MAX_START,
                            defaultValue = "1"))
    @Parameter(
            in = ParameterIn.QUERY,
            name = "maxrows",
            description = "rows per page",
            schema =
                    @Schema(
                            type = "integer",
                            format = "int32",
                            minimum = "1",
                            maximum = "" + MAX_ROWS,
                            defaultValue = "" + MAX_ROWS))
    @Parameter(
            in = ParameterIn.QUERY,
            name = "after",
            description = "the id after which the page starts; works at any depth",
            schema = @Schema(type = "integer", format = "int64", minimum = "0", defaultValue = "0"))
    @Target(ElementType.METHOD)
    @Retention(RetentionPolicy.RUNTIME)
    public @interface Described {}
}
