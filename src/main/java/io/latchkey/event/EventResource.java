package io.latchkey.event;

import io.latchkey.caller.CallingKey;
import io.latchkey.rest.Done;
import io.latchkey.rest.MaxBody;
import io.latchkey.right.ApiRole;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;

/** Receives events from integrations, in every version of the method. */
@Singleton
@Path("{version: v[123]}/event")
@RolesAllowed(ApiRole.EVENTS_SEND)
public class EventResource {

    /** The limit of a request, in bytes. */
    private static final int MAX_BYTES = 20 * 1024;

    private final CallingKey caller;
    private final EventReader reader;
    private final Events events;

    @Inject
    public EventResource(CallingKey caller, EventReader reader, Events events) {
        this.caller = caller;
        this.reader = reader;
        this.events = events;
    }

    /** Stores one event: responds with 200, even to a repeated request. */
    @Operation(
            summary = "Store an event",
            description =
                    "A repetition within latchkey.event.repeat-window gets the same response and is stored only once, unless"
                            + " another event of the same type and key value came in between.")
    @POST
    @MaxBody(MAX_BYTES)
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    public Done send(@PathParam("version") String version, EventRequest event) {
        EventContent content = reader.read(
                event.eventTypeKey(),
                Optional.ofNullable(event.keyValue()),
                Optional.ofNullable(event.params()),
                ParamsForm.of(version));
        events.receive(caller.get(), version, content);
        return new Done();
    }
}
