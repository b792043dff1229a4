package io.latchkey.notice;

import io.latchkey.organisation.AccountRole;
import io.latchkey.organisation.CallingUser;
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
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.sql.SQLException;
import java.util.Optional;

/** The notices of the caller's organisation, with their delivery status. */
@Singleton
@Path("v1/notices")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(AccountRole.OWNER_ROLE)
public class NoticeResource {

    private final NoticeHistory history;
    private final CallingUser user;

    @Inject
    NoticeResource(NoticeHistory history, CallingUser user) {
        this.history = history;
        this.user = user;
    }

    /** Returns a page of notices, the latest first; the {@code Link} header points to the next page. */
    @Operation(summary = "List the notices, the latest first")
    @ApiResponse(
            responseCode = "200",
            description = "OK",
            headers = @Header(name = "Link", ref = "Link"),
            content = @Content(schema = @Schema(implementation = NoticeListDocument.class)))
    @GET
    public Response list(
            @Parameter(description = KeysetPage.LIMIT)
                    @QueryParam("limit")
                    @DefaultValue(KeysetPage.DEFAULT_LIMIT)
                    @Min(1)
                    @Max(KeysetPage.MAX_LIMIT)
                    int limit,
            @Parameter(description = KeysetPage.BEFORE) @QueryParam("before") @Min(1) Long before,
            @Context UriInfo uri)
            throws SQLException {
        long place = Optional.ofNullable(before).orElse(Long.MAX_VALUE);
        KeysetPage<NoticeDocument> page = KeysetPage.of(
                history.before(user.organisationId(), place, limit + 1),
                limit,
                uri,
                "before",
                NoticeDocument::position);
        return page.answer(new NoticeListDocument(page.rows(), page.nextAddress()));
    }
}
