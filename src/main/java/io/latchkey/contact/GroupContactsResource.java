package io.latchkey.contact;

import io.latchkey.caller.CallingKey;
import io.latchkey.database.ConflictRetry;
import io.latchkey.rest.Done;
import io.latchkey.rest.PageRequest;
import io.latchkey.right.ApiRole;
import io.latchkey.segment.Segment;
import io.latchkey.segment.Segments;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;

/** The contacts in a segment of the caller's organisation. */
@Singleton
@Path("v1/group/{id: [0-9]{1,18}}/contacts")
@Produces(MediaType.APPLICATION_JSON)
public class GroupContactsResource {

    private final CallingKey caller;
    private final Segments segments;
    private final ContactFinder finder;
    private final ContactSearch search;
    private final ContactPages pages;

    @Inject
    public GroupContactsResource(
            CallingKey caller, Segments segments, ContactFinder finder, ContactSearch search, ContactPages pages) {
        this.caller = caller;
        this.segments = segments;
        this.finder = finder;
        this.search = search;
        this.pages = pages;
    }

    /** Returns a page of the contacts in the segment. */
    @Operation(summary = "List the contacts in a segment, page by page")
    @ApiResponse(
            responseCode = "200",
            description = "OK",
            headers = {@Header(name = "Link", ref = "Link"), @Header(name = "TotalCount", ref = "TotalCount")},
            content = @Content(array = @ArraySchema(schema = @Schema(implementation = ContactDocument.class))))
    @GET
    @RolesAllowed(ApiRole.CONTACTS_READ)
    @PageRequest.Described
    public Response list(@PathParam("id") long id, @Context UriInfo uri) {
        Segment segment = segment(id);
        return pages.answer(segment.organisationId(), search.members(segment, PageRequest.of(uri)), uri);
    }

    /** Adds contacts to the segment; unknown ids and contacts already in the segment are ignored. */
    @Operation(
            summary = "Add contacts to a segment",
            description = "Ids of unknown contacts, and of contacts that are already in the segment, are ignored.")
    @POST
    @Path("attach")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(ApiRole.CONTACTS_WRITE)
    public Done attach(@PathParam("id") long id, GroupContactsRequest request) {
        Segment segment = segment(id);
        ConflictRetry.call(() -> segments.attach(segment, request.contacts(segment.organisationId(), finder)));
        return new Done();
    }

    /** Removes contacts from the segment; unknown ids and contacts not in the segment are ignored. */
    @Operation(
            summary = "Remove contacts from a segment",
            description = "Ids of unknown contacts, and of contacts that are not in the segment, are ignored.")
    @POST
    @Path("detach")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(ApiRole.CONTACTS_WRITE)
    public Done detach(@PathParam("id") long id, GroupContactsRequest request) {
        Segment segment = segment(id);
        ConflictRetry.call(() -> segments.detach(segment, request.contacts(segment.organisationId(), finder)));
        return new Done();
    }

    private Segment segment(long id) {
        return segments.find(caller.organisationId(), id).orElseThrow(NotFoundException::new);
    }
}
