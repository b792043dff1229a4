package io.latchkey.audit;

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
import jakarta.ws.rs.core.StreamingOutput;
import jakarta.ws.rs.core.UriInfo;
import java.sql.SQLException;
import java.util.Optional;

/**
 * The audit log of the caller's organisation, in the form requested by {@code Accept}: a page as JSON, or
 * everything as NDJSON or CSV. If several forms are acceptable to a client, it gets JSON.
 */
@Singleton
@Path("v1/audit")
@RolesAllowed({AccountRole.OWNER_ROLE, AccountRole.MANAGER_ROLE})
public class AuditResource {

    private static final String NDJSON = "application/x-ndjson";
    private static final String CSV = "text/csv";
    private static final String FOR_ANY = ";qs=1";
    private static final String IF_ASKED_FOR = ";qs=0.5";

    private final AuditReader reader;
    private final AuditExport export;
    private final AuditVerifier verifier;
    private final CallingUser user;

    @Inject
    public AuditResource(AuditReader reader, AuditExport export, AuditVerifier verifier, CallingUser user) {
        this.reader = reader;
        this.export = export;
        this.verifier = verifier;
        this.user = user;
    }

    /** Returns a page, latest entry first; the {@code Link} header contains the address of the next page. */
    @Operation(
            summary = "Read the audit log: a page as JSON, or all of it as NDJSON or CSV",
            description = "The parameters limit and before apply to JSON only; the others filter every format.")
    @ApiResponse(
            responseCode = "200",
            description = "OK",
            headers = @Header(name = "Link", ref = "Link"),
            content = {
                @Content(
                        mediaType = MediaType.APPLICATION_JSON,
                        schema = @Schema(implementation = AuditListDocument.class)),
                @Content(
                        mediaType = NDJSON,
                        schema =
                                @Schema(types = "string", description = "one entry per line, as in the pages of JSON")),
                @Content(mediaType = CSV, schema = @Schema(types = "string"))
            })
    @GET
    @Produces(MediaType.APPLICATION_JSON + FOR_ANY)
    @AuditFilter.Described
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
        AuditFilter filter = AuditFilter.of(uri);
        long place = Optional.ofNullable(before).orElse(Long.MAX_VALUE);
        KeysetPage<AuditEntry> page = KeysetPage.of(
                reader.before(user.organisationId(), filter, place, limit + 1),
                limit,
                uri,
                "before",
                AuditEntry::position);
        return page.answer(new AuditListDocument(
                page.rows().stream().map(AuditDocument::of).toList(), page.nextAddress()));
    }

    /** Returns all entries that match the filter, earliest first, as one JSON object per line. */
    @GET
    @Produces(NDJSON + IF_ASKED_FOR)
    @AuditFilter.Described
    @Operation(hidden = true)
    public StreamingOutput ndjson(@Context UriInfo uri) {
        return export.ndjson(user.get(), AuditFilter.of(uri));
    }

    /** Returns the same entries as CSV. */
    @GET
    @Produces(CSV + IF_ASKED_FOR)
    @AuditFilter.Described
    @Operation(hidden = true)
    public StreamingOutput csv(@Context UriInfo uri) {
        return export.csv(user.get(), AuditFilter.of(uri));
    }

    /**
     * Verifies the whole log by computing it again, and names the first entry that is not as it was written.
     */
    @Operation(
            summary = "Verify the audit log",
            description = "Recomputes the log, and names the first entry that was altered or is missing.")
    @GET
    @Path("verification")
    @Produces(MediaType.APPLICATION_JSON)
    public AuditVerificationDocument verify() throws SQLException {
        return verifier.verify(user.organisationId());
    }
}
