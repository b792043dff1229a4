package io.latchkey.leak;

import io.latchkey.database.DatabaseFault;
import io.latchkey.key.KeyLeak;
import io.latchkey.organisation.AccountRole;
import io.latchkey.organisation.CallingUser;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.persistence.PersistenceException;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Accepts reports of leaked keys of the caller's organisation. */
@Singleton
@Path("v1/leaks")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({AccountRole.OWNER_ROLE, AccountRole.MANAGER_ROLE})
public class LeakResource {

    private final KeyLeak leak;
    private final CallingUser user;

    @Inject
    public LeakResource(KeyLeak leak, CallingUser user) {
        this.leak = leak;
        this.user = user;
    }

    /**
     * Disables the keys that were found. Each report is processed independently and may be repeated: a
     * failing one does not prevent the others from being processed.
     */
    @Operation(summary = "Report leaked keys, which are disabled", description = "A report may be repeated.")
    @RequestBody(content = @Content(schema = @Schema(oneOf = {LeakReport.class, LeakReport[].class})))
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public LeakResultDocument report(LeakReports reports) {
        long organisation = user.organisationId();
        List<LeakResultDocument.Item> results = new ArrayList<>();
        Optional<RuntimeException> failure = Optional.empty();
        for (LeakReport report : reports.leaks()) {
            try {
                results.add(LeakResultDocument.Item.of(leak.report(organisation, report.key(), report::where)));
            } catch (RuntimeException e) {
                failure.ifPresent(e::addSuppressed);
                failure = Optional.of(e);
            }
        }
        if (failure.isPresent()) {
            throw results.isEmpty() ? failure.get() : afterOthers(failure.get());
        }
        return new LeakResultDocument(results);
    }

    /** Keeps the caller from being told that nothing was done. */
    private static RuntimeException afterOthers(RuntimeException failure) {
        return DatabaseFault.isUnavailable(failure)
                ? new PersistenceException(DatabaseFault.inDoubt(failure))
                : failure;
    }
}
