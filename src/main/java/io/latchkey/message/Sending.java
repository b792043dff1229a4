package io.latchkey.message;

import io.latchkey.database.ConflictRetry;
import io.latchkey.outbox.Addressee;
import io.latchkey.outbox.Fillings;
import io.latchkey.outbox.MessageContent;
import io.latchkey.outbox.NewMessage;
import io.latchkey.outbox.Outbox;
import io.latchkey.problem.ProblemException;
import io.latchkey.template.Channel;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/** Queues messages and reports the result for each recipient. */
@Singleton
public class Sending {

    /** The maximum length of the parameters of all recipients of a request together, in characters. */
    private static final long MAX_PARAMS = 4L * 1024 * 1024;

    private final Outbox outbox;
    private final RecipientContacts contacts;
    private final Params params;
    private final Fillings fillings;

    @Inject
    public Sending(Outbox outbox, RecipientContacts contacts, Params params, Fillings fillings) {
        this.outbox = outbox;
        this.contacts = contacts;
        this.params = params;
        this.fillings = fillings;
    }

    /**
     * Queues a message for every recipient that can receive one, all or none.
     *
     * @param contents the contents by the recipients' language codes, the same one for the same wording
     * @param common the values for recipients without values of their own
     * @throws ProblemException 400, when the common parameters are not valid, or those of all recipients
     *     together are too long
     */
    SendResults send(
            long organisationId,
            Channel channel,
            RecipientContacts.Named named,
            Common common,
            Function<String, MessageContent> contents) {
        String commonParams = params.read(common.params())
                .orElseThrow(() -> ProblemException.invalid("params", "must be " + Params.EXPECTED));
        RecipientContacts.Directory directory = contacts.directory(organisationId, channel, named);
        List<Addressed> addressed = named.recipients().stream()
                .map(recipient -> address(channel, recipient, commonParams, common.externalRequestId(), directory))
                .toList();
        if (!common.allowUnconfirmed()) {
            addressed = withoutUnconfirmed(organisationId, channel, addressed);
        }
        checkSize(addressed);
        if (channel == Channel.SMS) {
            addressed = withoutTooLong(addressed, contents);
        }
        return results(addressed, queue(organisationId, addressed, contents));
    }

    private List<Addressed> withoutUnconfirmed(long organisationId, Channel channel, List<Addressed> addressed) {
        List<String> addresses = addressed.stream()
                .flatMap(one -> one.addressee().stream())
                .map(Addressee::address)
                .toList();
        Set<String> unconfirmed = contacts.unconfirmed(organisationId, channel, addresses);
        return addressed.stream()
                .map(one -> one.addressee()
                                .map(Addressee::address)
                                .filter(unconfirmed::contains)
                                .isPresent()
                        ? one.refused("The recipient has not confirmed the address.")
                        : one)
                .toList();
    }

    /**
     * Limits the total size, since a small request with large common parameters grows when each recipient
     * gets a copy.
     */
    private static void checkSize(List<Addressed> addressed) {
        long characters = addressed.stream()
                .flatMap(one -> one.addressee().stream())
                .mapToLong(addressee -> addressee.params().length())
                .sum();
        if (characters > MAX_PARAMS) {
            throw ProblemException.invalid(
                    "recipients",
                    "have parameters of more than " + MAX_PARAMS + " characters in total: send to fewer at once");
        }
    }

    /**
     * Refuses text messages that would be too long with their values. E-mails are checked when they are sent:
     * they may be so long that the request would take too long.
     */
    private List<Addressed> withoutTooLong(List<Addressed> addressed, Function<String, MessageContent> contents) {
        return addressed.stream()
                .map(one -> one.addressee()
                                .filter(addressee -> isTooLong(contents.apply(one.languageCode()), addressee))
                                .isPresent()
                        ? one.refused(
                                "With its values, the text is longer than " + MessageContent.MAX_SMS + " characters.")
                        : one)
                .toList();
    }

    private boolean isTooLong(MessageContent content, Addressee addressee) {
        return content.text(fillings.of(content.channel(), addressee)).isEmpty();
    }

    private Addressed address(
            Channel channel,
            Recipient recipient,
            String commonParams,
            Optional<String> commonRequestId,
            RecipientContacts.Directory directory) {
        if (directory.isUnknown(recipient)) {
            return Addressed.error(recipient, "The contact is unknown.");
        }
        Optional<String> address = directory.address(recipient).flatMap(channel::recipient);
        if (address.isEmpty()) {
            return Addressed.error(
                    recipient,
                    recipient.address().isPresent()
                            ? "The recipient is not valid for the channel " + channel.word() + "."
                            : "The contact is unknown, or has no address for the channel " + channel.word() + ".");
        }
        JsonNode own = recipient.jsonParam();
        Optional<String> values = own == null || own.isNull() ? Optional.of(commonParams) : params.read(own);
        if (values.isEmpty()) {
            return Addressed.error(recipient, "jsonParam must be " + Params.EXPECTED + ".");
        }
        Optional<String> externalRequestId = Optional.ofNullable(recipient.externalRequestId())
                .or(() -> commonRequestId)
                .filter(id -> !id.isBlank());
        return Addressed.to(
                recipient,
                new Addressee(address.get(), directory.contactId(recipient), values.get(), externalRequestId));
    }

    /**
     * Queues the messages, retrying if a concurrent request queues the same ones; the next attempt finds them.
     */
    private List<String> queue(
            long organisationId, List<Addressed> addressed, Function<String, MessageContent> contents) {
        List<NewMessage> messages = newMessages(addressed, contents);
        return ConflictRetry.call(() -> outbox.queue(organisationId, messages));
    }

    private static List<NewMessage> newMessages(List<Addressed> addressed, Function<String, MessageContent> contents) {
        return addressed.stream()
                .flatMap(one -> one.addressee().stream()
                        .map(addressee -> new NewMessage(contents.apply(one.languageCode()), addressee)))
                .toList();
    }

    private static SendResults results(List<Addressed> addressed, List<String> requestIds) {
        List<SendResult> results = new ArrayList<>();
        int queued = 0;
        for (Addressed one : addressed) {
            if (one.addressee().isPresent()) {
                results.add(SendResult.queued(one.locator(), requestIds.get(queued)));
                queued++;
            } else {
                results.add(SendResult.error(one.locator(), one.error()));
            }
        }
        return new SendResults(0, results);
    }

    /**
     * The values common to all recipients of a request.
     *
     * @param params the parameters as sent by the client; may be a JSON null
     * @param allowUnconfirmed whether contacts' unconfirmed addresses get the message
     */
    record Common(JsonNode params, Optional<String> externalRequestId, boolean allowUnconfirmed) {}

    /**
     * A recipient as sent, with the resulting addressee.
     *
     * @param error empty if there is an addressee
     */
    private record Addressed(String locator, String languageCode, Optional<Addressee> addressee, String error) {

        static Addressed to(Recipient recipient, Addressee addressee) {
            return new Addressed(recipient.called(), recipient.language(), Optional.of(addressee), "");
        }

        Addressed refused(String reason) {
            return new Addressed(locator, languageCode, Optional.empty(), reason);
        }

        static Addressed error(Recipient recipient, String error) {
            return new Addressed(recipient.called(), recipient.language(), Optional.empty(), error);
        }
    }
}
