package io.latchkey.contact;

import io.latchkey.caller.CallingKey;
import io.latchkey.database.ConflictRetry;
import io.latchkey.right.ApiRole;
import io.latchkey.subscription.Subscriptions;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** The subscriptions of a contact of the caller's organisation. */
@Singleton
@Path("v1/contact/{id: [0-9]{1,18}}/subscriptions")
@Produces(MediaType.APPLICATION_JSON)
public class ContactSubscriptionResource {

    private final CallingKey caller;
    private final ContactFinder finder;
    private final Subscriptions subscriptions;
    private final ContactSubscriptions changes;

    @Inject
    public ContactSubscriptionResource(
            CallingKey caller, ContactFinder finder, Subscriptions subscriptions, ContactSubscriptions changes) {
        this.caller = caller;
        this.finder = finder;
        this.subscriptions = subscriptions;
        this.changes = changes;
    }

    /** Returns the names of the contact's subscriptions. */
    @Operation(summary = "List the subscriptions of a contact")
    @GET
    @RolesAllowed(ApiRole.CONTACTS_READ)
    public ContactSubscriptionsDocument list(@PathParam("id") long id) {
        Contact contact = finder.find(caller.organisationId(), id).orElseThrow(NotFoundException::new);
        return new ContactSubscriptionsDocument(subscriptions.ofContact(contact.organisationId(), contact.id()));
    }

    /**
     * Replaces the contact's subscriptions by the given ones; those missing in the organisation are created.
     */
    @Operation(
            summary = "Replace the subscriptions of a contact",
            description = "Subscriptions that do not exist in the organisation are created.")
    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(ApiRole.CONTACTS_WRITE)
    public ContactIdDocument replace(@PathParam("id") long id, ContactSubscriptionsDocument request) {
        return ConflictRetry.call(() -> changes.replace(caller.organisationId(), id, request.subscriptions()))
                .map(ContactIdDocument::new)
                .orElseThrow(NotFoundException::new);
    }
}
