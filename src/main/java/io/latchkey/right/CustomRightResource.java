package io.latchkey.right;

import io.latchkey.organisation.AccountRole;
import io.latchkey.organisation.CallingUser;
import io.latchkey.rest.JsonBodyReader;
import io.latchkey.rest.VersionTag;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.Optional;

/** The custom rights of the caller's organisation. */
@Singleton
@Path("v1/custom-rights")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({AccountRole.OWNER_ROLE, AccountRole.MANAGER_ROLE})
public class CustomRightResource {

    private static final String ONE = "{name: " + CustomRightRequest.NAME + "}";

    private final CustomRights rights;
    private final CallingUser user;

    @Inject
    public CustomRightResource(CustomRights rights, CallingUser user) {
        this.rights = rights;
        this.user = user;
    }

    /** Creates a right; answers 201 with the right. */
    @Operation(summary = "Create a custom right")
    @ApiResponse(
            responseCode = "201",
            description = "Created",
            headers = @Header(name = "ETag", ref = "ETag"),
            content = @Content(schema = @Schema(implementation = CustomRightDocument.class)))
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response create(CustomRightRequest request, @Context UriInfo uri) {
        CustomRight created = rights.create(user.organisationId(), request);
        return Response.created(
                        uri.getAbsolutePathBuilder().path(created.name()).build())
                .tag(VersionTag.of(created.version()))
                .entity(CustomRightDocument.of(created))
                .build();
    }

    /** Returns all rights of the organisation, sorted by name. */
    @Operation(summary = "List the custom rights")
    @GET
    @RolesAllowed({AccountRole.OWNER_ROLE, AccountRole.MANAGER_ROLE, AccountRole.VIEWER_ROLE})
    public CustomRightListDocument list() {
        return new CustomRightListDocument(rights.list(user.organisationId()).stream()
                .map(CustomRightDocument::of)
                .toList());
    }

    /** Returns a right. */
    @Operation(summary = "Read a custom right")
    @ApiResponse(
            responseCode = "200",
            description = "OK",
            headers = @Header(name = "ETag", ref = "ETag"),
            content = @Content(schema = @Schema(implementation = CustomRightDocument.class)))
    @GET
    @Path(ONE)
    @RolesAllowed({AccountRole.OWNER_ROLE, AccountRole.MANAGER_ROLE, AccountRole.VIEWER_ROLE})
    public Response read(@PathParam("name") String name) {
        return answer(rights.find(user.organisationId(), name));
    }

    /**
     * Changes the description and patterns; with {@code If-Match}, only if the right has not changed since it
     * was read.
     */
    @Operation(summary = "Change a custom right", description = "What is left out is not changed.")
    @ApiResponse(
            responseCode = "200",
            description = "OK",
            headers = @Header(name = "ETag", ref = "ETag"),
            content = @Content(schema = @Schema(implementation = CustomRightDocument.class)))
    @PATCH
    @Path(ONE)
    @Consumes({MediaType.APPLICATION_JSON, JsonBodyReader.MERGE_PATCH})
    public Response change(
            @PathParam("name") String name,
            @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch,
            CustomRightChange change) {
        return answer(rights.change(user.organisationId(), name, expected(name, ifMatch), change));
    }

    /** Deletes a right; answers 409 while a key has it. */
    @Operation(
            summary = "Delete a custom right that no key uses",
            description = "Refused (409) while a key uses the right.")
    @DELETE
    @Path(ONE)
    public void delete(@PathParam("name") String name, @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch) {
        if (!rights.delete(user.organisationId(), name, expected(name, ifMatch))) {
            throw new NotFoundException();
        }
    }

    private Optional<Long> expected(String name, String ifMatch) {
        return VersionTag.expected(
                ifMatch, () -> rights.find(user.organisationId(), name).map(CustomRight::version));
    }

    private static Response answer(Optional<CustomRight> found) {
        CustomRight right = found.orElseThrow(NotFoundException::new);
        return Response.ok(CustomRightDocument.of(right))
                .tag(VersionTag.of(right.version()))
                .build();
    }
}
