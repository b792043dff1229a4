package io.latchkey.contact;

import io.latchkey.caller.CallingKey;
import io.latchkey.problem.ProblemException;
import io.latchkey.rest.PageRequest;
import io.latchkey.rest.PageResponse;
import io.latchkey.right.ApiRole;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;

/** Read access to the contacts of the caller's organisation. */
@Singleton
@Path("v1/contacts")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(ApiRole.CONTACTS_READ)
public class ContactListResource {

    private final CallingKey caller;
    private final ContactSearch search;
    private final ContactAddresses addresses;
    private final ContactPages pages;
    private final ContactExport export;

    @Inject
    public ContactListResource(
            CallingKey caller,
            ContactSearch search,
            ContactAddresses addresses,
            ContactPages pages,
            ContactExport export) {
        this.caller = caller;
        this.search = search;
        this.addresses = addresses;
        this.pages = pages;
        this.export = export;
    }

    /** Returns a page of the contacts that meet all criteria; of all contacts when there are none. */
    @Operation(summary = "Search contacts, page by page")
    @ApiResponse(
            responseCode = "200",
            description = "OK",
            headers = {@Header(name = "Link", ref = "Link"), @Header(name = "TotalCount", ref = "TotalCount")},
            content = @Content(array = @ArraySchema(schema = @Schema(implementation = ContactDocument.class))))
    @GET
    @ContactCriteria.Described
    @PageRequest.Described
    public Response search(@Context UriInfo uri) {
        long organisation = caller.organisationId();
        PageResponse<Long> page = search.search(organisation, ContactCriteria.of(uri), PageRequest.of(uri));
        return pages.answer(organisation, page, uri);
    }

    /** Exports all contacts, one JSON document per line; {@code after} resumes an interrupted export. */
    @Operation(summary = "Export all contacts, one JSON document per line")
    @ApiResponse(
            responseCode = "200",
            description = "OK",
            content = @Content(schema = @Schema(types = "string", description = "one ContactDocument per line")))
    @GET
    @Path("export")
    @Produces("application/x-ndjson")
    public StreamingOutput export(
            @Parameter(description = "the id after which the export continues")
                    @QueryParam("after")
                    @DefaultValue("0")
                    @Min(0)
                    long after) {
        return export.following(caller.organisationId(), after);
    }

    /** Returns the e-mail addresses of the contacts with the given ids; contacts without one are omitted. */
    @Operation(
            summary = "List the e-mail addresses of contacts",
            description = "Contacts without an e-mail address are left out.")
    @GET
    @Path("email")
    @ContactIds.Described
    public ContactEmailsDocument emails(@Context UriInfo uri) {
        List<Long> ids = ContactIds.of(uri).ids();
        if (ids.isEmpty()) {
            throw ProblemException.invalid("ids", "is required: ids of contacts, separated by commas");
        }
        return new ContactEmailsDocument(addresses.emails(caller.organisationId(), ids));
    }
}
