package io.latchkey.contact;

import io.latchkey.channel.ChannelType;
import io.latchkey.key.ApiRole;
import io.latchkey.key.CallingKey;
import io.latchkey.rest.PageRequest;
import io.latchkey.rest.PageResponse;
import io.latchkey.rest.QueryParameters;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.Parameters;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Schema;
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

/** The contacts of the caller's organisation, to be read. */
@Singleton
@Path("v1/contacts")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(ApiRole.CONTACTS_READ)
public class ContactListResource {

    private final CallingKey caller;
    private final ContactSearch search;
    private final ContactFinder finder;
    private final ContactDocuments documents;
    private final ContactExport export;

    @Inject
    public ContactListResource(
            CallingKey caller,
            ContactSearch search,
            ContactFinder finder,
            ContactDocuments documents,
            ContactExport export) {
        this.caller = caller;
        this.search = search;
        this.finder = finder;
        this.documents = documents;
        this.export = export;
    }

    /** A page of the contacts that meet all criteria; of all, when there are none. */
    @GET
    @Parameters({
        @Parameter(in = ParameterIn.QUERY, name = "email", schema = @Schema(type = "string")),
        @Parameter(
                in = ParameterIn.QUERY,
                name = "sms",
                description = "a phone number",
                schema = @Schema(type = "string")),
        @Parameter(in = ParameterIn.QUERY, name = "externalCustomerId", schema = @Schema(type = "string")),
        @Parameter(
                in = ParameterIn.QUERY,
                name = "firstname",
                description = "the beginning of it",
                schema = @Schema(type = "string")),
        @Parameter(
                in = ParameterIn.QUERY,
                name = "lastname",
                description = "the beginning of it",
                schema = @Schema(type = "string")),
        @Parameter(in = ParameterIn.QUERY, name = "groupId", schema = @Schema(type = "integer", format = "int64")),
        @Parameter(
                in = ParameterIn.QUERY,
                name = "group",
                description = "a segment by its name",
                schema = @Schema(type = "string")),
        @Parameter(
                in = ParameterIn.QUERY,
                name = "startindex",
                description = "the first row, from 1; at most 10000",
                schema = @Schema(type = "integer")),
        @Parameter(
                in = ParameterIn.QUERY,
                name = "maxrows",
                description = "rows a page; at most 500",
                schema = @Schema(type = "integer")),
        @Parameter(
                in = ParameterIn.QUERY,
                name = "after",
                description = "the id after which the page starts, for any depth",
                schema = @Schema(type = "integer", format = "int64"))
    })
    public Response search(@Context UriInfo uri) {
        long organisation = caller.get().organisationId();
        PageResponse<Long> page = search.search(organisation, ContactCriteria.of(uri), PageRequest.of(uri));
        return documents.answer(organisation, page, uri);
    }

    /** All contacts, one JSON document a line; {@code after} takes up an export that was cut off. */
    @GET
    @Path("export")
    @Produces("application/x-ndjson")
    public StreamingOutput export(@QueryParam("after") @DefaultValue("0") @Min(0) long after) {
        long organisation = caller.get().organisationId();
        return out -> export.write(organisation, after, out);
    }

    /** The e-mail addresses of the contacts with these ids; contacts without one are left out. */
    @GET
    @Path("email")
    @Parameters({
        @Parameter(
                in = ParameterIn.QUERY,
                name = "ids",
                description = "ids of contacts, separated by commas; at most 500",
                schema = @Schema(type = "string"))
    })
    public ContactEmailsDocument emails(@Context UriInfo uri) {
        List<Long> ids = QueryParameters.of(uri)
                .ids(PageRequest.MAX_ROWS, "ids", "emails", "contactIds")
                .orElse(List.of());
        List<Long> found = finder.find(caller.get().organisationId(), ids).stream()
                .map(Contact::id)
                .toList();
        return new ContactEmailsDocument(finder.channels(found).stream()
                .filter(channel -> channel.type() == ChannelType.EMAIL)
                .map(channel -> new ContactEmailsDocument.ContactEmail(channel.contactId(), channel.address()))
                .toList());
    }
}
