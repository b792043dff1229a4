package io.latchkey.user;

import io.latchkey.organisation.AccountRole;
import io.latchkey.organisation.AccountUser;
import io.latchkey.organisation.CallingUser;
import io.latchkey.rest.JsonBodyReader;
import io.latchkey.rest.KeysetPage;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** Lets owners manage the users of their organisation, and every user read and change their own data. */
@Singleton
@Path("v1/users")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(AccountRole.OWNER_ROLE)
public class UserResource {

    private final Users users;
    private final CallingUser caller;

    @Inject
    public UserResource(Users users, CallingUser caller) {
        this.users = users;
        this.caller = caller;
    }

    /** Returns a page of the organisation's users; the {@code Link} header refers to the next one. */
    @Operation(summary = "List the users, page by page")
    @ApiResponse(
            responseCode = "200",
            description = "OK",
            headers = @Header(name = "Link", ref = "Link"),
            content = @Content(schema = @Schema(implementation = UserListDocument.class)))
    @GET
    public Response list(
            @Parameter(description = KeysetPage.AFTER) @QueryParam("after") @DefaultValue("0") @Min(0) long after,
            @Parameter(description = KeysetPage.LIMIT)
                    @QueryParam("limit")
                    @DefaultValue(KeysetPage.DEFAULT_LIMIT)
                    @Min(1)
                    @Max(KeysetPage.MAX_LIMIT)
                    int limit,
            @Context UriInfo uri) {
        KeysetPage<AccountUser> page = KeysetPage.of(
                users.list(caller.organisationId(), after, limit + 1), limit, uri, "after", AccountUser::id);
        return page.answer(page(page.rows(), page.nextAddress()));
    }

    /** Creates a user. */
    @Operation(summary = "Create a user")
    @ApiResponse(
            responseCode = "201",
            description = "Created",
            content = @Content(schema = @Schema(implementation = UserDocument.class)))
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response create(UserRequest request, @Context UriInfo uri) {
        AccountUser made = users.create(caller.get(), request);
        URI location =
                uri.getAbsolutePathBuilder().path(Long.toString(made.id())).build();
        return Response.created(location).entity(UserDocument.of(made)).build();
    }

    /** Returns a user. */
    @Operation(summary = "Read a user")
    @GET
    @Path("{id: [0-9]{1,18}}")
    public UserDocument read(@PathParam("id") long id) {
        return document(users.find(caller.organisationId(), id));
    }

    /**
     * Changes a user. Owners change their own address and password as every user does, with the current
     * password.
     */
    @Operation(
            summary = "Change a user",
            description =
                    "A field that is left out is not changed. null removes the e-mail address, and is refused for other fields.")
    @PATCH
    @Path("{id: [0-9]{1,18}}")
    @Consumes({MediaType.APPLICATION_JSON, JsonBodyReader.MERGE_PATCH})
    public UserDocument change(@PathParam("id") long id, UserChange change) {
        return document(users.changeAs(caller.get(), id, change));
    }

    /** Ends a user's access. */
    @Operation(summary = "Delete a user, which ends their access")
    @DELETE
    @Path("{id: [0-9]{1,18}}")
    public void delete(@PathParam("id") long id) {
        if (!users.delete(caller.get(), id)) {
            throw new NotFoundException();
        }
    }

    /** Returns the calling user. */
    @Operation(summary = "Read the calling user")
    @GET
    @Path("me")
    @RolesAllowed({AccountRole.OWNER_ROLE, AccountRole.MANAGER_ROLE, AccountRole.VIEWER_ROLE})
    public UserDocument readOwn() {
        return document(users.find(caller.organisationId(), caller.get().userId()));
    }

    /** Changes the caller's own address and password. */
    @Operation(summary = "Change the calling user's own address and password")
    @PATCH
    @Path("me")
    @Consumes({MediaType.APPLICATION_JSON, JsonBodyReader.MERGE_PATCH})
    @RolesAllowed({AccountRole.OWNER_ROLE, AccountRole.MANAGER_ROLE, AccountRole.VIEWER_ROLE})
    public UserDocument changeOwn(OwnChange change) {
        return document(users.changeOwn(caller.get(), change));
    }

    private static UserDocument document(Optional<AccountUser> found) {
        return found.map(UserDocument::of).orElseThrow(NotFoundException::new);
    }

    private static UserListDocument page(List<AccountUser> found, Optional<String> next) {
        return new UserListDocument(found.stream().map(UserDocument::of).toList(), next);
    }
}
