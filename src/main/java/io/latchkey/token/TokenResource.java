package io.latchkey.token;

import io.latchkey.caller.CallingKey;
import io.latchkey.right.ApiRole;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/**
 * Issues bearer tokens to keys that may send events; a token permits sending events, one or many, and deleting them
 * if its key may, and nothing else.
 */
@Singleton
@Path("v1/auth/token")
@RolesAllowed(ApiRole.EVENTS_SEND)
public class TokenResource {

    private final CallingKey caller;
    private final EventTokens tokens;

    @Inject
    public TokenResource(CallingKey caller, EventTokens tokens) {
        this.caller = caller;
        this.tokens = tokens;
    }

    /**
     * Issues a token; a request body is ignored. The token expires after its lifetime, and becomes invalid at
     * once when the secret that requested it ends or its key loses the right to send events.
     */
    @Operation(summary = "Get a bearer token that sends events")
    @POST
    @Produces(MediaType.APPLICATION_JSON)
    public TokenDocument issue() {
        EventToken token = tokens.issue(caller.get().secretId());
        return new TokenDocument(token, "Bearer", tokens.lifetime().toSeconds());
    }
}
