package io.latchkey.message;

import io.latchkey.caller.CallingKey;
import io.latchkey.right.ApiRole;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** The activity of contacts, at the address used by older clients. */
@Singleton
@Path("v1/contactActivity")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(ApiRole.CONTACTS_READ)
public class ContactActivityResource extends Activities {

    @Inject
    public ContactActivityResource(CallingKey caller, ActivityPages pages) {
        super(caller, pages);
    }
}
