package io.latchkey.contact;

import io.latchkey.right.ApiRole;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;

/**
 * The address books of the caller's organisation, of which there is always one. Any enabled key may read it.
 */
@Singleton
@Path("v1/addressbooks")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(ApiRole.KEY)
public class AddressBookResource {

    private static final AddressBook ONLY = new AddressBook(1, "Contacts", List.of());

    /**
     * A list of address books.
     *
     * @param addressBook the only one
     */
    public record AddressBooksDocument(AddressBook addressBook) {}

    /**
     * An address book.
     *
     * @param fieldGroups descriptions of custom fields; always empty, since any id that a client uses is a
     *     custom field
     */
    public record AddressBook(long addressBookId, String name, List<String> fieldGroups) {}

    /** Returns the only address book. */
    @Operation(summary = "Read the address books, of which there is one")
    @GET
    public AddressBooksDocument list() {
        return new AddressBooksDocument(ONLY);
    }
}
