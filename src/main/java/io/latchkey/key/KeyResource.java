package io.latchkey.key;

import io.latchkey.keytoken.KeyToken;
import io.latchkey.organisation.AccountRole;
import io.latchkey.organisation.CallingUser;
import io.latchkey.rest.JsonBodyReader;
import io.latchkey.rest.KeysetPage;
import io.latchkey.rest.VersionTag;
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
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The keys of the caller's organisation. */
@Singleton
@Path("v1/keys")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({AccountRole.OWNER_ROLE, AccountRole.MANAGER_ROLE})
public class KeyResource {

    private final ApiKeys keys;
    private final KeyRotation rotation;
    private final KeyOverviews overviews;
    private final CallingUser user;
    private final InactivityPolicy inactivity;
    private final Clock clock;

    @Inject
    public KeyResource(
            ApiKeys keys,
            KeyRotation rotation,
            KeyOverviews overviews,
            CallingUser user,
            InactivityPolicy inactivity,
            Clock clock) {
        this.keys = keys;
        this.rotation = rotation;
        this.overviews = overviews;
        this.user = user;
        this.inactivity = inactivity;
        this.clock = clock;
    }

    /** Creates a key; answers 201 with the key in clear. */
    @Operation(summary = "Create a key", description = "The response contains the key in clear.")
    @ApiResponse(
            responseCode = "201",
            description = "Created",
            headers = @Header(name = "ETag", ref = "ETag"),
            content = @Content(schema = @Schema(implementation = KeyDocument.class)))
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response create(KeyRequest request, @Context UriInfo uri) {
        NewKey created = keys.create(user.get().userId(), request);
        URI location = uri.getAbsolutePathBuilder()
                .path(Long.toString(created.key().number()))
                .build();
        return Response.created(location)
                .tag(VersionTag.of(created.key().version()))
                .entity(document(created.overview(), Optional.of(created.token())))
                .build();
    }

    /**
     * Returns a page of the organisation's keys, ordered by number; the {@code Link} header points to the
     * next page. {@code externalId} and {@code label} ({@code name:value}) filter the keys.
     */
    @Operation(summary = "List the keys, page by page")
    @ApiResponse(
            responseCode = "200",
            description = "OK",
            headers = @Header(name = "Link", ref = "Link"),
            content = @Content(schema = @Schema(implementation = KeyListDocument.class)))
    @GET
    @RolesAllowed({AccountRole.OWNER_ROLE, AccountRole.MANAGER_ROLE, AccountRole.VIEWER_ROLE})
    @KeyFilter.Described
    public Response list(
            @Parameter(description = KeysetPage.AFTER) @QueryParam("after") @DefaultValue("0") @Min(0) long after,
            @Parameter(description = KeysetPage.LIMIT)
                    @QueryParam("limit")
                    @DefaultValue(KeysetPage.DEFAULT_LIMIT)
                    @Min(1)
                    @Max(KeysetPage.MAX_LIMIT)
                    int limit,
            @Context UriInfo uri) {
        KeysetPage<ApiKey> page = KeysetPage.of(
                keys.list(user.organisationId(), KeyFilter.of(uri), after, limit + 1),
                limit,
                uri,
                "after",
                ApiKey::number);
        return page.answer(page(page.rows(), page.nextAddress()));
    }

    /** Returns a key, without the key in clear. */
    @Operation(summary = "Read a key, without its secret")
    @ApiResponse(
            responseCode = "200",
            description = "OK",
            headers = @Header(name = "ETag", ref = "ETag"),
            content = @Content(schema = @Schema(implementation = KeyDocument.class)))
    @GET
    @Path("{number: [0-9]{1,18}}")
    @RolesAllowed({AccountRole.OWNER_ROLE, AccountRole.MANAGER_ROLE, AccountRole.VIEWER_ROLE})
    public Response read(@PathParam("number") long number) {
        return answer(keys.find(user.organisationId(), number).map(overviews::of));
    }

    /** Returns the key in clear, for copying. */
    @Operation(
            summary = "Read the key in clear, to copy it",
            description =
                    "Refused (409, key-not-kept) if no copy is stored: latchkey.keys.copy is never, or the key was imported by its hash or created while no copies were stored.")
    @ApiResponse(responseCode = "200", description = "OK", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "409", ref = "Problem409")
    @GET
    @Path("{number: [0-9]{1,18}}/secret")
    public KeySecretDocument secret(@PathParam("number") long number) {
        return keys.secret(user.organisationId(), number)
                .map(token -> new KeySecretDocument(number, token))
                .orElseThrow(NotFoundException::new);
    }

    /** Changes a key's settings; with {@code If-Match}, only if the key has not changed since it was read. */
    @Operation(
            summary = "Change a key",
            description =
                    "A field that is left out is not changed. null removes an optional field, and is refused for other fields.")
    @ApiResponse(
            responseCode = "200",
            description = "OK",
            headers = @Header(name = "ETag", ref = "ETag"),
            content = @Content(schema = @Schema(implementation = KeyDocument.class)))
    @PATCH
    @Path("{number: [0-9]{1,18}}")
    @Consumes({MediaType.APPLICATION_JSON, JsonBodyReader.MERGE_PATCH})
    public Response change(
            @PathParam("number") long number, @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch, KeyChange change) {
        return answer(keys.change(user.organisationId(), number, expected(number, ifMatch), change));
    }

    /**
     * Gives the key a new secret; answers 200 with it in clear. Earlier secrets expire at the end of the
     * overlap at the latest.
     */
    @Operation(
            summary = "Rotate a key: create a new secret",
            description =
                    "The response contains the new secret in clear. Earlier secrets remain valid until the overlap ends.")
    @ApiResponse(
            responseCode = "200",
            description = "OK",
            headers = @Header(name = "ETag", ref = "ETag"),
            content = @Content(schema = @Schema(implementation = KeyDocument.class)))
    @POST
    @Path("{number: [0-9]{1,18}}/rotation")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response rotate(
            @PathParam("number") long number,
            @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch,
            RotationRequest request) {
        NewKey rotated = rotation.rotate(user.organisationId(), number, expected(number, ifMatch), request.overlap())
                .orElseThrow(NotFoundException::new);
        return Response.ok(document(rotated.overview(), Optional.of(rotated.token())))
                .tag(VersionTag.of(rotated.key().version()))
                .build();
    }

    /** Deletes the key permanently; with {@code If-Match}, only if the key has the given version. */
    @Operation(summary = "Permanently delete a key")
    @DELETE
    @Path("{number: [0-9]{1,18}}")
    public void delete(@PathParam("number") long number, @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch) {
        if (!keys.delete(user.organisationId(), number, expected(number, ifMatch))) {
            throw new NotFoundException();
        }
    }

    private Optional<Long> expected(long number, String ifMatch) {
        return VersionTag.expected(
                ifMatch, () -> keys.find(user.organisationId(), number).map(ApiKey::version));
    }

    private Response answer(Optional<KeyOverview> found) {
        KeyOverview overview = found.orElseThrow(NotFoundException::new);
        return Response.ok(document(overview, Optional.empty()))
                .tag(VersionTag.of(overview.key().version()))
                .build();
    }

    private KeyListDocument page(List<ApiKey> found, Optional<String> next) {
        Instant now = clock.instant();
        return new KeyListDocument(
                overviews.of(found).stream()
                        .map(overview -> KeyDocument.of(overview, Optional.empty(), inactivity, now))
                        .toList(),
                next);
    }

    private KeyDocument document(KeyOverview overview, Optional<KeyToken> token) {
        return KeyDocument.of(overview, token, inactivity, clock.instant());
    }
}
