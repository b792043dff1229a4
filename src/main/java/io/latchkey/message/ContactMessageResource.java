package io.latchkey.message;

import io.latchkey.caller.CallingKey;
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
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Lists the messages created for a contact in a time range, the latest first. */
@Singleton
@Path("v2/contacts/messages")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(ApiRole.CONTACTS_READ)
public class ContactMessageResource {

    private final CallingKey caller;
    private final MessageHistory history;
    private final Contacts contacts;
    private final Fillings fillings;

    @Inject
    public ContactMessageResource(CallingKey caller, MessageHistory history, Contacts contacts, Fillings fillings) {
        this.caller = caller;
        this.history = history;
        this.contacts = contacts;
        this.fillings = fillings;
    }

    /**
     * Returns a page of a contact's messages; the contact is named in one of four ways.
     *
     * @param dateTo the end of the range; a date includes the whole day
     * @param channelTypes the channels, separated by commas; all when empty; unknown ones match no messages
     */
    @Operation(
            summary = "List the messages to a contact, the latest first",
            description = "The recipient is identified in one of four ways.")
    @GET
    public ContactMessageList messages(
            @Parameter(description = Period.FROM) @QueryParam("dateFrom") @DefaultValue("") String dateFrom,
            @Parameter(description = Period.TO) @QueryParam("dateTo") @DefaultValue("") String dateTo,
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
        Set<String> recipients;
        if (!email.isBlank() || !phone.isBlank()) {
            recipients = channels(channelTypes).stream()
                    .flatMap(channel -> channel.normalise(channel == Channel.EMAIL ? email : phone).stream())
                    .collect(Collectors.toSet());
        } else if (contactId != null || !externalCustomerId.isBlank()) {
            String externalId = externalCustomerId.isBlank() ? null : externalCustomerId;
            recipients = addresses(
                    new Recipient(contactId, externalId, null, null, null, null, null), channels(channelTypes));
        } else {
            throw ProblemException.invalid("email", "is required, or phone, contactId or externalCustomerId");
        }
        return new ContactMessageList(
                history.of(caller.organisationId(), recipients, period.from(), period.until(), offset, maxrows).stream()
                        .map(message -> ContactMessage.of(message, fillings.of(message)))
                        .toList());
    }

    private static Set<Channel> channels(String types) {
        if (types.isBlank()) {
            return EnumSet.allOf(Channel.class);
        }
        Set<String> wanted = Arrays.stream(types.split(","))
                .map(type -> type.strip().toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
        return Arrays.stream(Channel.values())
                .filter(channel -> wanted.contains(channel.word()))
                .collect(Collectors.toSet());
    }

    private Set<String> addresses(Recipient contact, Set<Channel> channels) {
        return channels.stream()
                .flatMap(channel -> contacts
                        .of(caller.organisationId(), channel, List.of(contact))
                        .address(contact)
                        .flatMap(channel::normalise)
                        .stream())
                .collect(Collectors.toSet());
    }
}
