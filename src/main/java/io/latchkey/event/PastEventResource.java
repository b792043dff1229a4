package io.latchkey.event;

import io.latchkey.caller.CallingKey;
import io.latchkey.problem.FieldError;
import io.latchkey.problem.ProblemException;
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
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Receives, in bulk, events that happened before an integration was set up. */
@Singleton
@Path("{version: v[123]}/past_events")
@RolesAllowed(ApiRole.EVENTS_SEND)
public class PastEventResource {

    /** The maximum number of errors reported when every event is invalid, enough to see what is wrong. */
    private static final int MAX_ERRORS = 100;

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
            summary = "Store past events, many at once",
            description =
                    "Each event is checked by itself; the answer says what became of it. It is refused (400) when none is valid.")
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    public PastEventsResult send(@PathParam("version") String version, PastEventsRequest request) {
        Map<Integer, PastEvent> valid = new TreeMap<>();
        Map<Integer, List<FieldError>> invalid = new TreeMap<>();
        for (int i = 0; i < request.events().size(); i++) {
            try {
                valid.put(i, reader.read(Optional.ofNullable(request.events().get(i)), ParamsForm.of(version)));
            } catch (ProblemException refused) {
                invalid.put(i, named(i, refused.problem().errors()));
            }
        }
        if (valid.isEmpty()) {
            throw ProblemException.invalid(invalid.values().stream()
                    .flatMap(List::stream)
                    .limit(MAX_ERRORS)
                    .toList());
        }
        Set<String> stored = events.receivePast(caller.get().organisationId(), valid.values());
        return result(request.events().size(), valid, invalid, stored);
    }

    /** An alternative address of {@link EventDeletionResource#delete}: clients use both. */
    @Operation(summary = "Delete events of one kind", description = "At most 10000 a request, the oldest first.")
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

    private static PastEventsResult result(
            int size, Map<Integer, PastEvent> valid, Map<Integer, List<FieldError>> invalid, Set<String> stored) {
        // An event listed twice in the request counts as stored at its first position.
        Set<String> unnamed = new HashSet<>(stored);
        List<PastEventsResult.Item> items = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            items.add(new PastEventsResult.Item(
                    i, outcome(Optional.ofNullable(valid.get(i)), unnamed), invalid.getOrDefault(i, List.of())));
        }
        return PastEventsResult.of(items);
    }

    private static PastEventsResult.Outcome outcome(Optional<PastEvent> event, Set<String> unnamed) {
        return event.map(valid -> unnamed.remove(valid.digest())
                        ? PastEventsResult.Outcome.STORED
                        : PastEventsResult.Outcome.REPEATED)
                .orElse(PastEventsResult.Outcome.FAILED);
    }

    private static List<FieldError> named(int index, List<FieldError> errors) {
        String item = "events[" + index + "]";
        return errors.stream()
                .map(error ->
                        new FieldError(error.field().isEmpty() ? item : item + "." + error.field(), error.detail()))
                .toList();
    }
}
