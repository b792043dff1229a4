package io.latchkey.message;

import io.latchkey.caller.CallingKey;
import io.latchkey.outbox.MessageHistory;
import io.latchkey.rest.PageRequest;
import io.latchkey.right.ApiRole;
import io.latchkey.template.Channel;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;

/** Lists what was sent by text message, with one entry for each wording of a request. */
@Singleton
@Path("v1/callouts/sms")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(ApiRole.MESSAGES)
public class CalloutResource {

    private final CallingKey caller;
    private final MessageHistory history;

    @Inject
    public CalloutResource(CallingKey caller, MessageHistory history) {
        this.caller = caller;
        this.history = history;
    }

    /** Returns a page of at most 500 entries, the latest first; it must begin within the latest 10 000. */
    @Operation(summary = "List the text messages sent, the latest first")
    @GET
    public CalloutList sms(
            @Parameter(description = "the first row, starting at 1")
                    @QueryParam("startindex")
                    @DefaultValue("1")
                    @Min(1)
                    @Max(PageRequest.MAX_START)
                    int startindex,
            @Parameter(description = "rows per page")
                    @QueryParam("maxrows")
                    @DefaultValue("10")
                    @Min(1)
                    @Max(PageRequest.MAX_ROWS)
                    int maxrows) {
        return new CalloutList(history.callouts(caller.organisationId(), Channel.SMS, startindex - 1, maxrows).stream()
                .map(CalloutDocument::of)
                .toList());
    }
}
