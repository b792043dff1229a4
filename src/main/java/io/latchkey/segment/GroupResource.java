package io.latchkey.segment;

import io.latchkey.caller.CallingKey;
import io.latchkey.rest.PageRequest;
import io.latchkey.rest.PageResponse;
import io.latchkey.rest.QueryParameters;
import io.latchkey.right.ApiRole;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
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

    /**
     * Returns a page of the segments whose names contain {@code name}; of all segments when it is absent.
     */
    @Operation(summary = "List the segments, page by page")
    @ApiResponse(
            responseCode = "200",
            description = "OK",
            headers = {@Header(name = "Link", ref = "Link"), @Header(name = "TotalCount", ref = "TotalCount")},
            content = @Content(array = @ArraySchema(schema = @Schema(implementation = GroupDocument.class))))
    @GET
    @PageRequest.Described
    public Response list(
            @Parameter(description = "part of the name")
                    @QueryParam("name")
                    @DefaultValue("")
                    @Size(max = QueryParameters.MAX_TEXT)
                    @Pattern(regexp = QueryParameters.WITHOUT_NUL, message = "must not contain NUL")
                    String name,
            @Context UriInfo uri) {
        PageRequest page = PageRequest.of(uri);
        PageResponse<Segment> found = segments.list(caller.organisationId(), name.strip(), page);
        List<Segment> rows = found.rows();
        long last = rows.isEmpty() ? 0 : rows.get(rows.size() - 1).id();
        List<GroupDocument> groups = rows.stream()
                .map(segment -> GroupDocument.of(segment.id(), segment.name()))
                .toList();
        return found.answer(new GroupListDocument(groups), last, uri);
    }
}
