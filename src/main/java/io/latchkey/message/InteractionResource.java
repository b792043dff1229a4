package io.latchkey.message;

import io.latchkey.caller.CallingKey;
import io.latchkey.json.IsoTime;
import io.latchkey.outbox.DeliveryReports;
import io.latchkey.problem.Problem;
import io.latchkey.problem.ProblemException;
import io.latchkey.rest.Done;
import io.latchkey.right.ApiRole;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/** Receives reports of messages' outcomes from a gateway, an application or a web site. */
@Singleton
@Path("v1/interactions")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(ApiRole.MESSAGES)
public class InteractionResource {

    private final CallingKey caller;
    private final DeliveryReports reports;
    private final Clock clock;

    @Inject
    public InteractionResource(CallingKey caller, DeliveryReports reports, Clock clock) {
        this.caller = caller;
        this.reports = reports;
        this.clock = clock;
    }

    /** Records the report. The id is the message's request id; 409 when no attempt at sending it has begun. */
    @Operation(
            summary = "Report the outcome of a message",
            description =
                    "The id is the message's request id. The report is refused (409) if no attempt at sending the message has begun.")
    @PUT
    @Path("{id}/status")
    @Consumes(MediaType.APPLICATION_JSON)
    public Done report(@PathParam("id") String interactionId, InteractionRequest report) {
        String id = interactionId.toLowerCase(Locale.ROOT);
        if (!id.matches(StatusResource.REQUEST_ID)) {
            throw new NotFoundException();
        }
        Instant now = clock.instant();
        Instant happenedAt = Optional.ofNullable(report.time())
                .map(time -> IsoTime.from(time).orElseThrow(() -> ProblemException.invalid("time", IsoTime.EXPECTED)))
                .filter(now::isAfter)
                .orElse(now);
        boolean sent = reports.take(caller.organisationId(), id, report.status().messageStatus(), happenedAt)
                .orElseThrow(NotFoundException::new);
        if (!sent) {
            throw new ProblemException(Problem.ofStatus(409, "The message has not been sent."));
        }
        return new Done();
    }
}
