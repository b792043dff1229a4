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
 * The part of a long list that is requested.
 *
 * @param offset the number of entries to skip; bounded, since each skipped entry has a cost
 * @param after the id after which the part starts; costs the same at any depth
 * @param limit the maximum number of entries
 */
public record PageRequest(int offset, long after, int limit) {

    /**
     * The last entry that can be reached by {@code startindex}, where an index alone has those that are skipped;
     * {@code after} reaches all of them.
     */
    public static final int MAX_INDEX = 100_000;

    /** The same for lists whose skipped entries have to be read. */
    public static final int MAX_START = 10_000;

    /** The maximum number of entries in a part. */
    public static final int MAX_ROWS = 500;

    /**
     * Reads the query parameters {@code startindex} (starting at 1), {@code maxrows} and {@code after}.
     *
     * @throws ProblemException 400, if one is out of range
     */
    public static PageRequest of(UriInfo uri) {
        QueryParameters parameters = QueryParameters.of(uri);
        int start = parameters.number("startindex", 1, MAX_INDEX).orElse(1L).intValue();
        int rows = parameters
                .number("maxrows", 1, MAX_ROWS)
                .orElse((long) MAX_ROWS)
                .intValue();
        long after = parameters.number("after", 0, Long.MAX_VALUE).orElse(0L);
        return new PageRequest(start - 1, after, rows);
    }

    /** Documents the parameters read by {@link #of} in the API description of the annotated method. */
    @Parameter(
            in = ParameterIn.QUERY,
            name = "startindex",
            description = "the first row, starting at 1",
            schema =
                    @Schema(
                            type = "integer",
                            format = "int32",
                            minimum = "1",
                            maximum = "" + MAX_INDEX,
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
            description = "the id after which the page starts; equally fast at any depth",
            schema = @Schema(type = "integer", format = "int64", minimum = "0", defaultValue = "0"))
    @Target(ElementType.METHOD)
    @Retention(RetentionPolicy.RUNTIME)
    public @interface Described {}
}
