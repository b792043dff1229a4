package io.latchkey.message;

import io.latchkey.caller.CallingKey;
import io.latchkey.outbox.MailSettings;
import io.latchkey.outbox.MessageContent;
import io.latchkey.outbox.SmsSettings;
import io.latchkey.problem.FieldError;
import io.latchkey.problem.ProblemException;
import io.latchkey.right.ApiRole;
import io.latchkey.template.Channel;
import io.latchkey.template.EmailSender;
import io.latchkey.template.Template;
import io.latchkey.template.Templates;
import io.latchkey.template.TextRules;
import io.latchkey.template.Wording;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

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

    private static final String NO_SENDER = "must be one of the senders that GET v1/interfaces/";

    private final CallingKey caller;
    private final Templates templates;
    private final RecipientContacts contacts;
    private final Sending sending;
    private final MailSettings mail;
    private final SmsSettings sms;
    private final Clock clock;

    @Inject
    public SendResource(
            CallingKey caller,
            Templates templates,
            RecipientContacts contacts,
            Sending sending,
            MailSettings mail,
            SmsSettings sms,
            Clock clock) {
        this.caller = caller;
        this.templates = templates;
        this.contacts = contacts;
        this.sending = sending;
        this.mail = mail;
        this.sms = sms;
        this.clock = clock;
    }

    /** Sends a template. */
    @Operation(summary = "Send a template")
    @POST
    @Path("{id: [0-9]{1,18}}/smartsend")
    public SendResults smartSend(@PathParam("id") long id, SendRequest request) {
        return sendTemplate(id, request);
    }

    /**
     * Sends a template, by the older name of the method. Clients send different fields to it, and both
     * methods accept all of them.
     */
    @Operation(summary = "Send a template (earlier name of the method)")
    @POST
    @Path("{id: [0-9]{1,18}}/send")
    public SendResults send(@PathParam("id") long id, SendRequest request) {
        return sendTemplate(id, request);
    }

    private SendResults sendTemplate(long id, SendRequest request) {
        RecipientContacts.Named named =
                contacts.named(caller.organisationId(), request.everybody()).inTheirLanguages();
        List<Recipient> recipients = named.recipients();
        Template template = templates
                .find(
                        caller.organisationId(),
                        id,
                        recipients.stream().map(Recipient::language).toList())
                .orElseThrow(NotFoundException::new);
        ProblemException.throwIfAny(groupErrors(request.groupId(), recipients.isEmpty(), "recipients"));
        ProblemException.throwIfAny(wordings(template, recipients)
                .flatMap(wording ->
                        senderErrors(template.channel(), sender(wording, template, request), "fromName").stream())
                .distinct()
                .toList());
        Sending.Common common = new Sending.Common(
                Optional.ofNullable(request.params()).orElse(nothing()),
                Optional.ofNullable(request.externalRequestId()),
                !Boolean.FALSE.equals(request.allowUnconfirmed()));
        return sending.send(caller.organisationId(), template.channel(), named, common, () -> {
            Map<Wording, MessageContent> contents = new HashMap<>();
            return language ->
                    contents.computeIfAbsent(template.in(language), wording -> content(template, wording, request));
        });
    }

    /** Returns the wordings used by at least one recipient: each may have a sender of its own. */
    private static Stream<Wording> wordings(Template template, List<Recipient> recipients) {
        return recipients.stream()
                .map(Recipient::language)
                .distinct()
                .map(template::in)
                .distinct();
    }

    private MessageContent content(Template template, Wording wording, SendRequest request) {
        return MessageContent.of(
                caller.organisationId(), template, wording, sender(wording, template, request), clock.instant());
    }

    private static String sender(Wording wording, Template template, SendRequest request) {
        Optional<String> name = Optional.ofNullable(request.fromName()).filter(given -> !given.isBlank());
        if (template.channel() == Channel.SMS) {
            return name.orElse(wording.sender());
        }
        return name.flatMap(given -> EmailSender.parse(wording.sender()).map(sender -> sender.named(given)))
                .map(EmailSender::toString)
                .orElse(wording.sender());
    }

    /** Sends an e-mail without a template. */
    @Operation(summary = "Send an e-mail without a template")
    @POST
    @Path("email")
    public SendResults sendEmail(EmailRequest request) {
        boolean personalised = !Boolean.TRUE.equals(request.skipPersonalisation());
        Optional<String> html = Optional.ofNullable(request.htmlText()).filter(text -> !text.isEmpty());
        Optional<String> text = Optional.ofNullable(request.plainText()).filter(plain -> !plain.isEmpty());
        ProblemException.throwIfAny(Stream.of(
                        senderErrors(Channel.EMAIL, request.from(), "from"),
                        html.isEmpty() && text.isEmpty()
                                ? List.of(new FieldError("htmlText", "must not be empty"))
                                : List.<FieldError>of(),
                        personalised ? TextRules.directiveErrors("subject", request.subject()) : List.<FieldError>of(),
                        personalised ? directiveErrors("htmlText", html) : List.<FieldError>of(),
                        personalised ? directiveErrors("plainText", text) : List.<FieldError>of())
                .flatMap(List::stream)
                .toList());
        RecipientContacts.Named recipients = contacts.named(
                caller.organisationId(),
                request.emails().stream().map(Recipient::at).toList());
        Sending.Common common = new Sending.Common(nothing(), Optional.ofNullable(request.externalRequestId()), true);
        return sending.send(caller.organisationId(), Channel.EMAIL, recipients, common, () -> {
            MessageContent content = MessageContent.email(
                    caller.organisationId(),
                    request.from(),
                    request.subject(),
                    html,
                    text,
                    tags(request.tags()),
                    personalised,
                    clock.instant());
            return language -> content;
        });
    }

    /** Sends a text message without a template. */
    @Operation(summary = "Send a text message without a template")
    @POST
    @Path("sms")
    public SendResults sendSms(SmsRequest request) {
        List<JsonNode> numbers = Optional.ofNullable(request.phoneNumbers()).orElse(List.of());
        ProblemException.throwIfAny(Stream.of(
                        groupErrors(request.groupId(), numbers.isEmpty(), "phoneNumbers"),
                        senderErrors(Channel.SMS, request.from(), "from"),
                        TextRules.directiveErrors("text", request.text()))
                .flatMap(List::stream)
                .toList());
        RecipientContacts.Named recipients = contacts.named(
                caller.organisationId(),
                numbers.stream()
                        .map(number -> Recipient.at(number.isValueNode() ? number.asString() : ""))
                        .toList());
        Sending.Common common = new Sending.Common(nothing(), Optional.ofNullable(request.externalRequestId()), true);
        return sending.send(caller.organisationId(), Channel.SMS, recipients, common, () -> {
            MessageContent content = MessageContent.sms(
                    caller.organisationId(), request.from(), request.text(), tags(request.tags()), clock.instant());
            return language -> content;
        });
    }

    private static JsonNode nothing() {
        return JsonNodeFactory.instance.nullNode();
    }

    private static List<String> tags(List<String> sent) {
        return sent == null ? List.of() : sent;
    }

    private static List<FieldError> groupErrors(Long groupId, boolean nobody, String field) {
        if (groupId != null) {
            return List.of(new FieldError("groupId", "cannot be sent to; name the recipients in " + field));
        }
        return nobody ? List.of(new FieldError(field, "must not be empty")) : List.of();
    }

    private List<FieldError> senderErrors(Channel channel, String from, String field) {
        if (channel == Channel.SMS) {
            return sms.allows(from) ? List.of() : List.of(new FieldError(field, NO_SENDER + "sms lists"));
        }
        Optional<EmailSender> sender = EmailSender.parse(from);
        if (sender.isEmpty()) {
            return List.of(TextRules.notAnEmailSender(field));
        }
        return mail.allows(sender.get()) ? List.of() : List.of(new FieldError(field, NO_SENDER + "email lists"));
    }

    private static List<FieldError> directiveErrors(String field, Optional<String> text) {
        return text.map(given -> TextRules.directiveErrors(field, given)).orElse(List.of());
    }
}
