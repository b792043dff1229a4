package io.latchkey.event;

import io.latchkey.json.Json;
import io.latchkey.key.ApiRole;
import io.latchkey.key.CallingKey;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;

/** Takes events from integrations, in every version of the method. */
@Singleton
@Path("{version: v[123]}/event")
@RolesAllowed(ApiRole.EVENTS_SEND)
public class EventResource {

    private final CallingKey caller;
    private final Events events;
    private final Json json;

    @Inject
    public EventResource(CallingKey caller, Events events, Json json) {
        this.caller = caller;
        this.events = events;
        this.json = json;
    }

    /** Stores one event: 200 without a body. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response send(EventRequest event) {
        String params = json.write(EventParams.normalise(Optional.ofNullable(event.params())));
        events.store(caller.get().organisationId(), event.eventTypeKey(), event.keyValue(), params);
        return Response.ok().build();
    }
}
