package io.latchkey.message;

import io.latchkey.caller.CallingKey;
import io.latchkey.right.ApiRole;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** The activity of contacts, at the address given in the reference. */
@Singleton
@Path("v2/contacts/activity")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(ApiRole.CONTACTS_READ)
public class ActivityResource extends Activities {

    @Inject
    public ActivityResource(CallingKey caller, ActivityPages pages) {
        super(caller, pages);
    }
}
