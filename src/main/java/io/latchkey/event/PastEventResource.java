package io.latchkey.event;

import io.latchkey.caller.CallingKey;
import io.latchkey.rest.CheckedItems;
import io.latchkey.right.ApiRole;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Receives, in bulk, events that happened before an integration was set up. */
@Singleton
@Path("{version: v[123]}/past_events")
@RolesAllowed(ApiRole.EVENTS_SEND)
public class PastEventResource {

    private final CallingKey caller;
    private final PastEventReader reader;
    private final Events events;
    private final EventDeletionResource deletion;

    @Inject
    public PastEventResource(CallingKey caller, PastEventReader reader, Events events, EventDeletionResource deletion) {
        this.caller = caller;
        this.reader = reader;
        this.events = events;
        this.deletion = deletion;
    }

    /**
     * Stores the events that are valid and new: responds with 200 and the outcome of each, or 400 when none
     * is valid.
     */
    @Operation(
            summary = "Store past events in bulk",
            description =
                    "Each event is checked separately; the response says what happened to each. Refused (400) if none is valid.")
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    public PastEventsResult send(@PathParam("version") String version, PastEventsRequest request) {
        CheckedItems<PastEvent> checked =
                CheckedItems.of("events", request.events(), event -> reader.read(event, ParamsForm.of(version)));
        // An event listed twice in the request counts as stored at its first position.
        Set<String> unnamed = new HashSet<>(events.receivePast(caller.organisationId(), checked.valid()));
        return PastEventsResult.of(checked.outcomes(
                (index, valid, errors) -> new PastEventsResult.Item(index, outcome(valid, unnamed), errors)));
    }

    /** An alternative address of {@link EventDeletionResource#delete}: clients use both. */
    @Operation(
            summary = "Delete events of one kind",
            description = "At most 10000 events per request, the oldest first.")
    @DELETE
    @Produces(MediaType.APPLICATION_JSON)
    @RolesAllowed(ApiRole.EVENTS_DELETE)
    public DeletedEvents delete(
            @Parameter(description = EventSelection.KIND, required = true) @QueryParam("eventTypeKey")
                    String eventTypeKey,
            @Parameter(description = EventSelection.KEY_VALUE) @QueryParam("keyValue") String keyValue,
            @Parameter(description = EventSelection.FROM) @QueryParam("from") String from,
            @Parameter(description = EventSelection.TO) @QueryParam("to") String to,
            @Context UriInfo uri)
            throws SQLException {
        return deletion.delete(eventTypeKey, keyValue, from, to, uri);
    }

    private static PastEventsResult.Outcome outcome(Optional<PastEvent> event, Set<String> unnamed) {
        return event.map(valid -> unnamed.remove(valid.digest())
                        ? PastEventsResult.Outcome.STORED
                        : PastEventsResult.Outcome.REPEATED)
                .orElse(PastEventsResult.Outcome.FAILED);
    }
}
