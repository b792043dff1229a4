package io.latchkey.message;

import io.latchkey.caller.CallingKey;
import io.latchkey.outbox.MessageProgress;
import io.latchkey.outbox.Outbox;
import io.latchkey.problem.ProblemException;
import io.latchkey.right.ApiRole;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Reports the status of messages. */
@Singleton
@Path("v1/message")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(ApiRole.MESSAGES)
public class StatusResource {

    private static final String IDS = "request ids, separated by commas; at most 1000";

    static final String REQUEST_ID = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}";
    private static final int MAX_IDS = 1000;

    private final CallingKey caller;
    private final Outbox outbox;

    @Inject
    public StatusResource(CallingKey caller, Outbox outbox) {
        this.caller = caller;
        this.outbox = outbox;
    }

    /**
     * Returns the status of each of the given messages of the caller's organisation; unknown ids are omitted.
     *
     * @param ids request ids, separated by commas; at most 1000
     */
    @Operation(summary = "Read the status of messages")
    @GET
    @Path("status")
    public StatusDocument status(
            @Parameter(description = IDS, required = true) @QueryParam("ids") @DefaultValue("") String ids) {
        if (ids.isBlank()) {
            throw ProblemException.invalid("ids", "must not be blank");
        }
        List<String> wanted = Arrays.stream(ids.split(","))
                .map(id -> id.strip().toLowerCase(Locale.ROOT))
                .filter(id -> id.matches(REQUEST_ID))
                .distinct()
                .toList();
        if (wanted.size() > MAX_IDS) {
            throw ProblemException.invalid("ids", "must be at most " + MAX_IDS);
        }
        return new StatusDocument(outbox.progress(caller.organisationId(), wanted).stream()
                .sorted(Comparator.comparing((MessageProgress message) -> wanted.indexOf(message.requestId())))
                .map(MessageState::of)
                .toList());
    }

    /** The same, by the method's name for e-mails in older clients. */
    @Operation(summary = "Read the status of e-mails")
    @GET
    @Path("email/status")
    public StatusDocument emailStatus(
            @Parameter(description = IDS, required = true) @QueryParam("ids") @DefaultValue("") String ids) {
        return status(ids);
    }

    /** The same, by the method's name for text messages in older clients. */
    @Operation(summary = "Read the status of text messages")
    @GET
    @Path("sms/status")
    public StatusDocument smsStatus(
            @Parameter(description = IDS, required = true) @QueryParam("ids") @DefaultValue("") String ids) {
        return status(ids);
    }
}
