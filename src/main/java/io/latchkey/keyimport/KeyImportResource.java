package io.latchkey.keyimport;

import io.latchkey.database.DatabaseFault;
import io.latchkey.key.ImportError;
import io.latchkey.key.KeyImport;
import io.latchkey.organisation.AccountRole;
import io.latchkey.organisation.CallingUser;
import io.latchkey.problem.FieldError;
import io.latchkey.problem.Problem;
import io.latchkey.problem.ProblemException;
import io.latchkey.problem.ProblemType;
import io.latchkey.rest.MaxBody;
import io.swagger.v3.oas.annotations.Operation;
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
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Takes over keys of other systems into the caller's organisation: all of a file, or nothing. */
@Singleton
@Path("v1/keys/import")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({AccountRole.OWNER_ROLE, AccountRole.MANAGER_ROLE})
public class KeyImportResource {

    /** Bytes: some 800 for each key. */
    private static final int MAX_BYTES = 8 * 1024 * 1024;

    private static final int MAX_ERRORS = 1000;
    private static final String DRY_RUN = "dryRun";

    private final ImportReader reader;
    private final KeyImport keys;
    private final CallingUser user;

    @Inject
    KeyImportResource(ImportReader reader, KeyImport keys, CallingUser user) {
        this.reader = reader;
        this.keys = keys;
        this.user = user;
    }

    /** Keys as CSV. With {@code dryRun=true} it answers as the import would, and stores nothing. */
    @Operation(summary = "Imports keys from CSV or NDJSON (docs/import-keys.md): all of the file, or nothing.")
    @POST
    @Consumes("text/csv")
    @MaxBody(MAX_BYTES)
    public ImportDocument csv(InputStream file, @QueryParam(DRY_RUN) String dryRun, @Context UriInfo uri)
            throws IOException {
        boolean dry = isDry(dryRun, uri);
        return take(reader.csv(file.readAllBytes()), dry);
    }

    /** The same, a JSON object a line. */
    @Operation(summary = "Imports keys from CSV or NDJSON (docs/import-keys.md): all of the file, or nothing.")
    @POST
    @Consumes("application/x-ndjson")
    @MaxBody(MAX_BYTES)
    public ImportDocument ndjson(InputStream file, @QueryParam(DRY_RUN) String dryRun, @Context UriInfo uri)
            throws IOException {
        boolean dry = isDry(dryRun, uri);
        return take(reader.ndjson(file.readAllBytes()), dry);
    }

    /** A misspelt dry run must not be an import. */
    private static boolean isDry(String dryRun, UriInfo uri) {
        boolean known = Set.of(DRY_RUN).containsAll(uri.getQueryParameters().keySet());
        if (!known || (dryRun != null && !dryRun.equals("true") && !dryRun.equals("false"))) {
            throw ProblemException.invalid(DRY_RUN, "must be true or false, and the only parameter");
        }
        return "true".equals(dryRun);
    }

    private ImportDocument take(ImportLines lines, boolean dryRun) {
        long userId = user.get().userId();
        List<ImportError> errors = new ArrayList<>(lines.errors());
        errors.addAll(keys.check(userId, lines.keys()));
        if (!errors.isEmpty()) {
            throw refused(errors);
        }
        int count = lines.keys().size();
        if (count == 0) {
            throw ProblemException.invalid("", "must hold a key");
        }
        if (dryRun) {
            return new ImportDocument(true, count, Optional.empty(), Optional.empty());
        }
        long first = store(userId, lines);
        return new ImportDocument(false, count, Optional.of(first), Optional.of(first + count - 1));
    }

    private long store(long userId, ImportLines lines) {
        try {
            return keys.store(userId, lines.keys());
        } catch (RuntimeException e) {
            if (DatabaseFault.isConflict(e)) {
                throw new ProblemException(Problem.of(
                        ProblemType.CONFLICT,
                        "Another request was quicker with one of the keys. Nothing was imported; try it again."));
            }
            throw e;
        }
    }

    private static ProblemException refused(List<ImportError> errors) {
        errors.sort(Comparator.comparingInt(ImportError::line));
        List<FieldError> named = errors.stream()
                .limit(MAX_ERRORS)
                .map(error -> new FieldError(
                        "line " + error.line() + (error.field().isEmpty() ? "" : ": " + error.field()), error.detail()))
                .toList();
        long lines = errors.stream().map(ImportError::line).distinct().count();
        String detail = "Nothing was imported: " + errors.size() + " errors in " + lines + " lines"
                + (errors.size() > MAX_ERRORS ? ", of which the first " + MAX_ERRORS + " are named." : ".");
        ProblemType type = ProblemType.INVALID_REQUEST;
        return new ProblemException(new Problem(type.uri(), type.title(), type.status(), detail, named));
    }
}
