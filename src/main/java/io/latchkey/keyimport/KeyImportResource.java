package io.latchkey.keyimport;

import io.latchkey.organisation.AccountRole;
import io.latchkey.organisation.CallingUser;
import io.latchkey.problem.ProblemException;
import io.latchkey.rest.MaxBody;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.Arrays;
import java.util.Set;
import java.util.function.Function;

/** Imports keys from other systems into the caller's organisation, all of a file or nothing. */
@Singleton
@Path("v1/keys/import")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({AccountRole.OWNER_ROLE, AccountRole.MANAGER_ROLE})
public class KeyImportResource {

    private static final String CSV = "text/csv";
    private static final String NDJSON = "application/x-ndjson";
    private static final String DRY_RUN = "dryRun";
    private static final String DRY_RUN_IS = "true: answers as the import would, and stores nothing";

    private final KeyFileImport keys;
    private final CallingUser user;

    @Inject
    public KeyImportResource(KeyFileImport keys, CallingUser user) {
        this.keys = keys;
        this.user = user;
    }

    /** Imports CSV. With {@code dryRun=true}, answers as the import would, and stores nothing. */
    @Operation(hidden = true)
    @POST
    @Consumes(CSV)
    @MaxBody(KeyFileImport.MAX_BYTES)
    public KeyImportDocument csv(
            byte[] file,
            @Parameter(description = DRY_RUN_IS, schema = @Schema(implementation = Boolean.class)) @QueryParam(DRY_RUN)
                    String dryRun,
            @Context UriInfo uri) {
        boolean dry = isDry(dryRun, uri);
        return read(file, bytes -> keys.csv(bytes, user.get().userId(), dry));
    }

    /** Imports NDJSON in the same way, one JSON object per line. */
    @Operation(
            summary = "Import keys from another system: the whole file, or nothing",
            description = "The columns and fields are those of docs/import-keys.md.")
    @RequestBody(
            content = {
                @Content(mediaType = NDJSON, schema = @Schema(types = "string")),
                @Content(mediaType = CSV, schema = @Schema(types = "string"))
            })
    @POST
    @Consumes(NDJSON)
    @MaxBody(KeyFileImport.MAX_BYTES)
    public KeyImportDocument ndjson(
            byte[] file,
            @Parameter(description = DRY_RUN_IS, schema = @Schema(implementation = Boolean.class)) @QueryParam(DRY_RUN)
                    String dryRun,
            @Context UriInfo uri) {
        boolean dry = isDry(dryRun, uri);
        return read(file, bytes -> keys.ndjson(bytes, user.get().userId(), dry));
    }

    private static KeyImportDocument read(byte[] file, Function<byte[], KeyImportDocument> take) {
        try {
            return take.apply(file);
        } finally {
            // It contains keys.
            Arrays.fill(file, (byte) 0);
        }
    }

    /** A misspelt dry run must not become an import. */
    private static boolean isDry(String dryRun, UriInfo uri) {
        boolean known = Set.of(DRY_RUN).containsAll(uri.getQueryParameters().keySet());
        if (!known || (dryRun != null && !dryRun.equals("true") && !dryRun.equals("false"))) {
            throw ProblemException.invalid(DRY_RUN, "must be true or false, and the only parameter");
        }
        return "true".equals(dryRun);
    }
}
