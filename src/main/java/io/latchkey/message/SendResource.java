package io.latchkey.message;

import io.latchkey.caller.CallingKey;
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

/**
 * Sends messages: a template to many recipients, each with values of their own, or a message without a
 * template.
 */
@Singleton
@Path("v1/message")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RolesAllowed(ApiRole.MESSAGES)
public class SendResource {

    private final CallingKey caller;
    private final TemplateSending templates;
    private final DirectSending direct;

    @Inject
    public SendResource(CallingKey caller, TemplateSending templates, DirectSending direct) {
        this.caller = caller;
        this.templates = templates;
        this.direct = direct;
    }

    /** Sends a template. */
    @Operation(summary = "Send a template")
    @POST
    @Path("{id: [0-9]{1,18}}/smartsend")
    public SendResults smartSend(@PathParam("id") long id, SendRequest request) {
        return templates.send(caller.organisationId(), id, request);
    }

    /**
     * Sends a template, by the older name of the method. Clients send different fields to it, and both
     * methods accept all of them.
     */
    @Operation(summary = "Send a template (earlier name of the method)")
    @POST
    @Path("{id: [0-9]{1,18}}/send")
    public SendResults send(@PathParam("id") long id, SendRequest request) {
        return templates.send(caller.organisationId(), id, request);
    }

    /** Sends an e-mail without a template. */
    @Operation(summary = "Send an e-mail without a template")
    @POST
    @Path("email")
    public EmailResults sendEmail(EmailRequest request) {
        return EmailResults.of(direct.send(caller.organisationId(), request));
    }

    /** Sends a text message without a template. */
    @Operation(summary = "Send a text message without a template")
    @POST
    @Path("sms")
    public SendResults sendSms(SmsRequest request) {
        return direct.send(caller.organisationId(), request);
    }
}
