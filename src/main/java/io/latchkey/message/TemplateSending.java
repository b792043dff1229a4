package io.latchkey.message;

import io.latchkey.outbox.MessageContent;
import io.latchkey.problem.ProblemException;
import io.latchkey.template.Channel;
import io.latchkey.template.EmailSender;
import io.latchkey.template.Template;
import io.latchkey.template.Templates;
import io.latchkey.template.Wording;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.NotFoundException;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.node.JsonNodeFactory;

/** Sends a template to many recipients, to each in the recipient's language. */
@Singleton
class TemplateSending {

    private final Templates templates;
    private final RecipientContacts contacts;
    private final SendRules rules;
    private final Sending sending;
    private final Clock clock;

    @Inject
    TemplateSending(Templates templates, RecipientContacts contacts, SendRules rules, Sending sending, Clock clock) {
        this.templates = templates;
        this.contacts = contacts;
        this.rules = rules;
        this.sending = sending;
        this.clock = clock;
    }

    /**
     * Sends the organisation's template.
     *
     * @throws NotFoundException if there is no such template
     * @throws ProblemException 400, if the request as a whole is not valid
     */
    SendResults send(long organisationId, long templateId, SendRequest request) {
        RecipientContacts.Named named =
                contacts.named(organisationId, request.everybody()).inTheirLanguages();
        List<Recipient> recipients = named.recipients();
        Template template = templates
                .find(
                        organisationId,
                        templateId,
                        recipients.stream().map(Recipient::language).toList())
                .orElseThrow(NotFoundException::new);
        ProblemException.throwIfAny(SendRules.recipientErrors(request.groupId(), recipients.isEmpty(), "recipients"));
        ProblemException.throwIfAny(wordings(template, recipients)
                .flatMap(wording ->
                        rules.senderErrors(template.channel(), sender(wording, template, request), "fromName").stream())
                .distinct()
                .toList());
        Sending.Common common = new Sending.Common(
                Optional.ofNullable(request.params()).orElse(JsonNodeFactory.instance.nullNode()),
                Optional.ofNullable(request.externalRequestId()),
                !Boolean.FALSE.equals(request.allowUnconfirmed()));
        Map<Wording, MessageContent> contents = new HashMap<>();
        return sending.send(
                organisationId,
                template.channel(),
                named,
                common,
                language -> contents.computeIfAbsent(
                        template.in(language),
                        wording -> MessageContent.of(
                                organisationId,
                                template,
                                wording,
                                sender(wording, template, request),
                                clock.instant())));
    }

    /** Returns the wordings used by at least one recipient: each may have a sender of its own. */
    private static Stream<Wording> wordings(Template template, List<Recipient> recipients) {
        return recipients.stream()
                .map(Recipient::language)
                .distinct()
                .map(template::in)
                .distinct();
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
}
