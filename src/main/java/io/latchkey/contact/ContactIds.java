package io.latchkey.contact;

import io.latchkey.problem.ProblemException;
import io.latchkey.rest.PageRequest;
import io.latchkey.rest.QueryParameters;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.ws.rs.core.UriInfo;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.List;

/** The contacts that a request names by id; empty when it names none. */
record ContactIds(List<Long> ids) {

    /**
     * Reads {@code ids}, which clients also call {@code emails} and {@code contactIds}.
     *
     * @throws ProblemException 400, when one is not an id or there are too many
     */
    static ContactIds of(UriInfo uri) {
        return new ContactIds(QueryParameters.of(uri)
                .ids(PageRequest.MAX_ROWS, "ids", "emails", "contactIds")
                .orElse(List.of()));
    }

    /** Describes the parameters read by {@link #of}, for the methods that call it. */
    @Parameter(
            in = ParameterIn.QUERY,
            name = "ids",
            description = "ids of contacts, separated by commas; at most 500",
            schema = @Schema(type = "string"))
    @Parameter(
            in = ParameterIn.QUERY,
            name = "emails",
            description = "the same as ids",
            schema = @Schema(type = "string"))
    @Parameter(
            in = ParameterIn.QUERY,
            name = "contactIds",
            description = "the same as ids",
            schema = @Schema(type = "string"))
    @Target(ElementType.METHOD)
    @Retention(RetentionPolicy.RUNTIME)
    @interface Described {}
}
