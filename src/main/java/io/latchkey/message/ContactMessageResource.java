package io.latchkey.message;

import io.latchkey.caller.CallingKey;
import io.latchkey.channel.ChannelType;
import io.latchkey.outbox.Fillings;
import io.latchkey.outbox.MessageHistory;
import io.latchkey.problem.ProblemException;
import io.latchkey.right.ApiRole;
import io.latchkey.template.Channel;
import io.latchkey.template.OneLine;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Lists the messages created for a contact in a time range, the latest first. */
@Singleton
@Path("v2/contacts/messages")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(ApiRole.CONTACTS_READ)
public class ContactMessageResource {

    private static final String KINDS = "must be one or more of these, separated by commas: "
            + Arrays.stream(ChannelType.values()).map(ChannelType::code).collect(Collectors.joining(", "));

    private final CallingKey caller;
    private final MessageHistory history;
    private final RecipientContacts contacts;
    private final Fillings fillings;

    @Inject
    public ContactMessageResource(
            CallingKey caller, MessageHistory history, RecipientContacts contacts, Fillings fillings) {
        this.caller = caller;
        this.history = history;
        this.contacts = contacts;
        this.fillings = fillings;
    }

    /**
     * Returns a page of a contact's messages; the contact is named in one of four ways.
     *
     * @param dateTo the end of the range; a date includes the whole day
     * @param channelTypes the channels, separated by commas; all when empty; those by which Latchkey sends
     *     nothing match no messages
     */
    @Operation(
            summary = "List the messages to a contact, the latest first",
            description = "The recipient is identified in one of four ways.")
    @GET
    public ContactMessageList messages(
            @Parameter(description = Period.FROM, required = true) @QueryParam("dateFrom") @DefaultValue("")
                    String dateFrom,
            @Parameter(description = Period.TO, required = true) @QueryParam("dateTo") @DefaultValue("") String dateTo,
            @Parameter(description = "the recipient by the e-mail address") @QueryParam("email") @DefaultValue("")
                    String email,
            @Parameter(description = "the recipient by the phone number") @QueryParam("phone") @DefaultValue("")
                    String phone,
            @Parameter(description = "the recipient by the id of the contact") @QueryParam("contactId") Long contactId,
            @Parameter(description = "the recipient by the contact's id in another system")
                    @QueryParam("externalCustomerId")
                    @DefaultValue("")
                    @Size(max = 255)
                    @OneLine
                    String externalCustomerId,
            @Parameter(description = "channels, separated by commas; all if left out")
                    @QueryParam("channelTypes")
                    @DefaultValue("")
                    String channelTypes,
            @Parameter(description = "number of rows to skip")
                    @QueryParam("offset")
                    @DefaultValue("0")
                    @Min(0)
                    @Max(10_000)
                    int offset,
            @Parameter(description = "rows per page") @QueryParam("maxrows") @DefaultValue("10") @Min(1) @Max(100)
                    int maxrows) {
        Period period = Period.of(dateFrom, dateTo);
        Map<Channel, Optional<String>> given = Map.of(
                Channel.EMAIL,
                Activities.recipient("email", Channel.EMAIL, email),
                Channel.SMS,
                Activities.recipient("phone", Channel.SMS, phone));
        Recipient contact = new Recipient(contactId, externalCustomerId, null, null, null, null, null);
        Set<String> recipients;
        if (given.values().stream().anyMatch(Optional::isPresent)) {
            recipients = channels(channelTypes).stream()
                    .flatMap(channel -> given.get(channel).stream())
                    .collect(Collectors.toSet());
        } else if (contact.namesContact()) {
            recipients = addresses(contact, channels(channelTypes));
        } else {
            throw ProblemException.invalid("email", "is required, or phone, contactId or externalCustomerId");
        }
        return new ContactMessageList(
                history.of(caller.organisationId(), recipients, period.from(), period.until(), offset, maxrows).stream()
                        .map(line -> ContactMessage.of(line, fillings.of(line)))
                        .toList());
    }

    private static Set<Channel> channels(String types) {
        Set<String> wanted = Arrays.stream(types.split(","))
                .filter(type -> !type.isBlank())
                .map(ContactMessageResource::word)
                .collect(Collectors.toSet());
        return Arrays.stream(Channel.values())
                .filter(channel -> wanted.isEmpty() || wanted.contains(channel.word()))
                .collect(Collectors.toSet());
    }

    private static String word(String type) {
        try {
            return ChannelType.of(type).code();
        } catch (IllegalArgumentException unknown) {
            throw ProblemException.invalid("channelTypes", KINDS);
        }
    }

    private Set<String> addresses(Recipient contact, Set<Channel> channels) {
        RecipientContacts.Named named = contacts.named(caller.organisationId(), List.of(contact));
        return channels.stream()
                .flatMap(channel -> contacts
                        .directory(caller.organisationId(), channel, named)
                        .address(contact)
                        .flatMap(channel::normalise)
                        .stream())
                .collect(Collectors.toSet());
    }
}
