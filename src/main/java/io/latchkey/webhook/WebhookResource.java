package io.latchkey.webhook;

import io.latchkey.organisation.AccountRole;
import io.latchkey.organisation.CallingUser;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** The webhook of the caller's organisation. */
@Singleton
@Path("v1/webhook")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(AccountRole.OWNER_ROLE)
public class WebhookResource {

    private final Webhooks webhooks;
    private final CallingUser user;

    @Inject
    public WebhookResource(Webhooks webhooks, CallingUser user) {
        this.webhooks = webhooks;
        this.user = user;
    }

    /** Returns the webhook, without its secret. */
    @Operation(summary = "Read the webhook, without its secret")
    @ApiResponse(responseCode = "200", description = "OK", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "404", ref = "Problem404")
    @GET
    public WebhookDocument read() {
        return webhooks.read(user.organisationId()).orElseThrow(NotFoundException::new);
    }

    /** Sets the webhook: responds with 200 and the new secret, which is not shown again. */
    @Operation(summary = "Set the webhook and get its new secret", description = "The secret is not shown again.")
    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    public WebhookDocument set(WebhookRequest request) {
        return webhooks.set(user.organisationId(), request);
    }

    /** Removes the webhook. */
    @Operation(summary = "Remove the webhook")
    @ApiResponse(responseCode = "204", description = "No Content")
    @ApiResponse(responseCode = "404", ref = "Problem404")
    @DELETE
    public void remove() {
        if (!webhooks.remove(user.organisationId())) {
            throw new NotFoundException();
        }
    }
}
