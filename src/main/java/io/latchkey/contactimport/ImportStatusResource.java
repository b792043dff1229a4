package io.latchkey.contactimport;

import io.latchkey.caller.CallingKey;
import io.latchkey.right.ApiRole;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** The imports of the caller's organisation. Any key that may start an import may read its progress. */
@Singleton
@Path("v1/importstatus")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(ApiRole.CONTACTS_WRITE)
public class ImportStatusResource {

    private final CallingKey caller;
    private final ImportStore store;

    @Inject
    public ImportStatusResource(CallingKey caller, ImportStore store) {
        this.caller = caller;
        this.store = store;
    }

    /** Returns the progress of the import. */
    @Operation(summary = "Read the progress of an import of contacts")
    @GET
    @Path("{sessionId: [0-9a-f-]{36}}")
    public ImportStatusDocument status(@PathParam("sessionId") String sessionId) {
        return store.status(caller.organisationId(), sessionId).orElseThrow(NotFoundException::new);
    }
}
