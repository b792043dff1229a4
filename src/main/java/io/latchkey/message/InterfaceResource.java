package io.latchkey.message;

import io.latchkey.outbox.MailSettings;
import io.latchkey.outbox.SmsSettings;
import io.latchkey.right.ApiRole;
import io.latchkey.template.Channel;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;

/** The configured senders. An empty list means that any may be used. */
@Singleton
@Path("v1/interfaces")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(ApiRole.MESSAGES)
public class InterfaceResource {

    private final MailSettings mail;
    private final SmsSettings sms;

    @Inject
    public InterfaceResource(MailSettings mail, SmsSettings sms) {
        this.mail = mail;
        this.sms = sms;
    }

    /** Returns the senders of e-mails. */
    @Operation(
            summary = "List the senders of e-mails",
            description = "An empty list means that any sender may be used.")
    @GET
    @Path("email")
    public SenderList email() {
        return list(Channel.EMAIL, mail.senders().stream().map(Object::toString).toList());
    }

    /** Returns the senders of text messages. */
    @Operation(
            summary = "List the senders of text messages",
            description = "An empty list means that any sender may be used.")
    @GET
    @Path("sms")
    public SenderList sms() {
        return list(Channel.SMS, sms.senders());
    }

    private static SenderList list(Channel channel, List<String> senders) {
        return new SenderList(senders.stream()
                .map(sender -> new SenderDocument(channel.word(), sender))
                .toList());
    }
}
