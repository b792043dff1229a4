package io.latchkey.subscription;

import io.latchkey.caller.CallingKey;
import io.latchkey.right.ApiRole;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** The subscriptions of the caller's organisation. Any enabled key may read them. */
@Singleton
@Path("v1/subscriptions")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(ApiRole.KEY)
public class SubscriptionResource {

    private final CallingKey caller;
    private final Subscriptions subscriptions;

    @Inject
    public SubscriptionResource(CallingKey caller, Subscriptions subscriptions) {
        this.caller = caller;
        this.subscriptions = subscriptions;
    }

    /** Returns all of them. */
    @Operation(summary = "List the subscriptions of the organisation")
    @GET
    public SubscriptionListDocument list() {
        return SubscriptionListDocument.of(subscriptions.list(caller.organisationId()));
    }
}
