package io.latchkey.contact;

import jakarta.annotation.security.PermitAll;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;

/**
 * Reads a contact as {@link ContactResource} does, open to everyone: the request names the organisation, because there
 * is no caller to whom it belongs.
 */
@Singleton
@Path("v1/organisation/{organisation: [0-9]{1,18}}/contact")
@Produces(MediaType.APPLICATION_JSON)
@PermitAll
public class InsideContactResource {

    private final ContactDocuments documents;

    @Inject
    public InsideContactResource(ContactDocuments documents) {
        this.documents = documents;
    }

    @GET
    @Path("{id: [0-9]{1,18}}")
    public ContactDocument read(@PathParam("organisation") long organisationId, @PathParam("id") long id) {
        return documents.of(organisationId, List.of(id)).stream().findFirst().orElseThrow(NotFoundException::new);
    }
}
