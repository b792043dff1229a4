package io.latchkey.contactimport;

import io.latchkey.key.ApiRole;
import io.latchkey.key.CallingKey;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** The contacts of the caller's organisation, to be added and changed many at once. */
@Singleton
@Path("v1/contacts")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(ApiRole.CONTACTS_WRITE)
public class ContactImportResource {

    private final CallingKey caller;
    private final ImportIntake intake;

    @Inject
    ContactImportResource(CallingKey caller, ImportIntake intake) {
        this.caller = caller;
        this.intake = intake;
    }

    /** Takes contacts to be imported in the background. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public ImportDocument start(ImportRequest request) {
        return intake.take(caller.get().organisationId(), request.settings(), request.contacts());
    }
}
