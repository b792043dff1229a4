package io.latchkey.contact;

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

/** One contact of the caller's organisation. */
@Singleton
@Path("v1/contact")
@Produces(MediaType.APPLICATION_JSON)
public class ContactResource {

    private final CallingKey caller;
    private final Contacts contacts;

    @Inject
    public ContactResource(CallingKey caller, Contacts contacts) {
        this.caller = caller;
        this.contacts = contacts;
    }

    /** Adds the contact, or changes the one that has its external customer id, e-mail address or phone number. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(ApiRole.CONTACTS_WRITE)
    public ContactIdDocument save(ContactRequest request) {
        WrittenContact written = contacts.save(organisation(), request, WriteRules.SINGLE);
        return new ContactIdDocument(written.contactId());
    }

    private long organisation() {
        return caller.get().organisationId();
    }
}
