package io.latchkey.message;

import io.latchkey.outbox.MessageContent;
import io.latchkey.problem.FieldError;
import io.latchkey.problem.ProblemException;
import io.latchkey.template.Channel;
import io.latchkey.template.TextRules;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Sends messages without a template: the request contains the texts, and every recipient gets the same ones. */
@Singleton
class DirectSending {

    private final RecipientContacts contacts;
    private final SendRules rules;
    private final Sending sending;
    private final Clock clock;

    @Inject
    DirectSending(RecipientContacts contacts, SendRules rules, Sending sending, Clock clock) {
        this.contacts = contacts;
        this.rules = rules;
        this.sending = sending;
        this.clock = clock;
    }

    /**
     * Sends an e-mail.
     *
     * @throws ProblemException 400, if the request as a whole is not valid
     */
    SendResults send(long organisationId, EmailRequest request) {
        boolean personalised = !Boolean.TRUE.equals(request.skipPersonalisation());
        Optional<String> html = Optional.ofNullable(request.htmlText()).filter(text -> !text.isEmpty());
        Optional<String> text = Optional.ofNullable(request.plainText()).filter(plain -> !plain.isEmpty());
        ProblemException.throwIfAny(Stream.of(
                        rules.senderErrors(Channel.EMAIL, request.from(), "from"),
                        html.isEmpty() && text.isEmpty()
                                ? List.of(new FieldError("htmlText", "must not be empty"))
                                : List.<FieldError>of(),
                        personalised ? TextRules.directiveErrors("subject", request.subject()) : List.<FieldError>of(),
                        personalised ? directiveErrors("htmlText", html) : List.<FieldError>of(),
                        personalised ? directiveErrors("plainText", text) : List.<FieldError>of())
                .flatMap(List::stream)
                .toList());
        RecipientContacts.Named recipients = contacts.named(
                organisationId, request.emails().stream().map(Recipient::at).toList());
        MessageContent content = MessageContent.email(
                organisationId,
                request.from(),
                request.subject(),
                html,
                text,
                tags(request.tags()),
                personalised,
                clock.instant());
        return sending.send(
                organisationId, Channel.EMAIL, recipients, common(request.externalRequestId()), language -> content);
    }

    /**
     * Sends a text message.
     *
     * @throws ProblemException 400, if the request as a whole is not valid
     */
    SendResults send(long organisationId, SmsRequest request) {
        List<JsonNode> numbers = Optional.ofNullable(request.phoneNumbers()).orElse(List.of());
        ProblemException.throwIfAny(Stream.of(
                        SendRules.recipientErrors(request.groupId(), numbers.isEmpty(), "phoneNumbers"),
                        rules.senderErrors(Channel.SMS, request.from(), "from"),
                        TextRules.directiveErrors("text", request.text()))
                .flatMap(List::stream)
                .toList());
        RecipientContacts.Named recipients = contacts.named(
                organisationId,
                numbers.stream()
                        .map(number -> Recipient.at(number.isValueNode() ? number.asString() : ""))
                        .toList());
        MessageContent content = MessageContent.sms(
                organisationId, request.from(), request.text(), tags(request.tags()), clock.instant());
        return sending.send(
                organisationId, Channel.SMS, recipients, common(request.externalRequestId()), language -> content);
    }

    private static Sending.Common common(String externalRequestId) {
        return new Sending.Common(JsonNodeFactory.instance.nullNode(), Optional.ofNullable(externalRequestId), true);
    }

    private static List<String> tags(List<String> sent) {
        return sent == null ? List.of() : sent;
    }

    private static List<FieldError> directiveErrors(String field, Optional<String> text) {
        return text.map(given -> TextRules.directiveErrors(field, given)).orElse(List.of());
    }
}
