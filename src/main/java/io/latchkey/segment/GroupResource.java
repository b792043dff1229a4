package io.latchkey.segment;

import io.latchkey.key.ApiRole;
import io.latchkey.key.CallingKey;
import io.latchkey.rest.PageRequest;
import io.latchkey.rest.PageResponse;
import io.latchkey.rest.QueryParameters;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.Parameters;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;

/** The segments of the caller's organisation. */
@Singleton
@Path("v1/groups")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(ApiRole.CONTACTS_READ)
public class GroupResource {

    private final CallingKey caller;
    private final Segments segments;

    @Inject
    public GroupResource(CallingKey caller, Segments segments) {
        this.caller = caller;
        this.segments = segments;
    }

    /** A page of the segments whose names hold {@code name}; of all, when it is left out. */
    @GET
    @Parameters({
        @Parameter(
                in = ParameterIn.QUERY,
                name = "name",
                description = "a part of the name",
                schema = @Schema(type = "string")),
        @Parameter(
                in = ParameterIn.QUERY,
                name = "startindex",
                description = "the first row, from 1; at most 10000",
                schema = @Schema(type = "integer")),
        @Parameter(
                in = ParameterIn.QUERY,
                name = "maxrows",
                description = "rows a page; at most 500",
                schema = @Schema(type = "integer")),
        @Parameter(
                in = ParameterIn.QUERY,
                name = "after",
                description = "the id after which the page starts, for any depth",
                schema = @Schema(type = "integer", format = "int64"))
    })
    public Response list(@Context UriInfo uri) {
        PageRequest page = PageRequest.of(uri);
        String part = QueryParameters.of(uri).text("name").orElse("");
        PageResponse<Segment> found = segments.list(caller.get().organisationId(), part, page);
        List<Segment> rows = found.rows();
        long last = rows.isEmpty() ? 0 : rows.get(rows.size() - 1).id();
        List<GroupDocument> groups = rows.stream()
                .map(segment -> GroupDocument.of(segment.id(), segment.name()))
                .toList();
        return found.answer(new GroupListDocument(groups), last, uri);
    }
}
