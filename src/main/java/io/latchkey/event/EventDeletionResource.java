package io.latchkey.event;

import io.latchkey.caller.CallingKey;
import io.latchkey.rest.QueryParameters;
import io.latchkey.right.ApiRole;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.sql.SQLException;
import java.util.Optional;

/** Deletes events of one type. */
@Singleton
@Path("v1/events")
@RolesAllowed(ApiRole.EVENTS_DELETE)
public class EventDeletionResource {

    private final CallingKey caller;
    private final EventDeletion deletion;

    @Inject
    public EventDeletionResource(CallingKey caller, EventDeletion deletion) {
        this.caller = caller;
        this.deletion = deletion;
    }

    /**
     * Deletes events of one type, at most 10,000 per request, the oldest first. Unknown parameters are
     * rejected: ignoring a misspelt one would delete all events of the type.
     *
     * @param eventTypeKey the type
     * @param keyValue only events with this key value
     * @param from only events that happened at this time or later ({@link io.latchkey.json.IsoTime})
     * @param to only events that happened at this time or earlier; a date includes the whole day
     */
    @Operation(
            summary = "Delete events of one kind",
            description = "At most 10000 events per request, the oldest first.")
    @DELETE
    @Produces(MediaType.APPLICATION_JSON)
    public DeletedEvents delete(
            @Parameter(description = EventSelection.KIND, required = true) @QueryParam("eventTypeKey")
                    String eventTypeKey,
            @Parameter(description = EventSelection.KEY_VALUE) @QueryParam("keyValue") String keyValue,
            @Parameter(description = EventSelection.FROM) @QueryParam("from") String from,
            @Parameter(description = EventSelection.TO) @QueryParam("to") String to,
            @Context UriInfo uri)
            throws SQLException {
        QueryParameters.only(uri, "eventTypeKey", "keyValue", "from", "to");
        EventSelection selection = EventSelection.of(
                Optional.ofNullable(eventTypeKey),
                Optional.ofNullable(keyValue),
                Optional.ofNullable(from),
                Optional.ofNullable(to));
        return deletion.delete(caller.organisationId(), selection);
    }
}
