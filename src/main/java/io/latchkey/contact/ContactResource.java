package io.latchkey.contact;

import io.latchkey.caller.CallingKey;
import io.latchkey.rest.QueryParameters;
import io.latchkey.right.ApiRole;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Optional;

/** One contact of the caller's organisation. */
@Singleton
@Path("v1/contact")
@Produces(MediaType.APPLICATION_JSON)
public class ContactResource {

    private static final String ID = "{id: [0-9]{1,18}}";

    private final CallingKey caller;
    private final Contacts contacts;
    private final ContactDocuments documents;

    @Inject
    public ContactResource(CallingKey caller, Contacts contacts, ContactDocuments documents) {
        this.caller = caller;
        this.contacts = contacts;
        this.documents = documents;
    }

    /**
     * Adds the contact, or changes the one with the same external customer id, e-mail address or phone
     * number. An {@code id} in the body is ignored: it may be one of another system, where it was read, and
     * would then change a contact that has nothing to do with the request.
     */
    @Operation(
            summary = "Add a contact, or change the one with this externalCustomerId or these addresses",
            description = "An id in the body is ignored: change a contact by its id with PUT.")
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(ApiRole.CONTACTS_WRITE)
    public ContactIdDocument save(ContactRequest request) {
        WrittenContact written = contacts.save(caller.organisationId(), request.unwrapped(), WriteRules.SINGLE);
        return new ContactIdDocument(written.contactId());
    }

    /** Stores the input of a subscription form: new addresses count as unconfirmed. */
    @Operation(
            summary = "Process a completed subscription form",
            description = "New addresses are stored as unconfirmed.")
    @POST
    @Path("subscribe")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(ApiRole.CONTACTS_WRITE)
    public ContactIdDocument subscribe(SubscribeRequest request) {
        return new ContactIdDocument(
                contacts.subscribe(caller.organisationId(), request).contactId());
    }

    /** Returns the contact with all stored data. */
    @Operation(summary = "Read a contact")
    @GET
    @Path(ID)
    @RolesAllowed(ApiRole.CONTACTS_READ)
    public ContactDocument read(@PathParam("id") long id) {
        return documents.of(caller.organisationId(), List.of(id)).stream()
                .findFirst()
                .orElseThrow(NotFoundException::new);
    }

    /** Changes the contact; values absent from the request are kept. */
    @Operation(summary = "Change a contact", description = "What the request leaves out is not changed.")
    @PUT
    @Path(ID)
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(ApiRole.CONTACTS_WRITE)
    public ContactIdDocument change(@PathParam("id") long id, ContactRequest request) {
        return contacts.change(caller.organisationId(), id, request.unwrapped())
                .map(written -> new ContactIdDocument(written.contactId()))
                .orElseThrow(NotFoundException::new);
    }

    /** Permanently deletes the contact. */
    @Operation(summary = "Permanently delete a contact")
    @DELETE
    @Path(ID)
    @RolesAllowed(ApiRole.CONTACTS_DELETE)
    public ContactIdDocument delete(@PathParam("id") long id) {
        return deleted(contacts.delete(caller.organisationId(), id));
    }

    /**
     * Permanently deletes the contact with the {@code externalCustomerId}; {@code erase} makes no difference
     * here.
     */
    @Operation(summary = "Permanently delete the contact with an externalCustomerId")
    @ApiResponse(responseCode = "200", description = "OK", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "404", ref = "Problem404")
    @DELETE
    @RolesAllowed(ApiRole.CONTACTS_DELETE)
    public ContactIdDocument deleteOfExternalCustomer(
            @Parameter(description = "the contact's id in another system")
                    @QueryParam("externalCustomerId")
                    @NotBlank
                    @Size(max = QueryParameters.MAX_TEXT)
                    @Pattern(regexp = QueryParameters.WITHOUT_NUL, message = "must not contain NUL")
                    String externalCustomerId) {
        return deleted(contacts.deleteOfExternalCustomer(caller.organisationId(), externalCustomerId.strip()));
    }

    private static ContactIdDocument deleted(Optional<Long> id) {
        return id.map(ContactIdDocument::new).orElseThrow(NotFoundException::new);
    }
}
