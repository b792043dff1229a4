package io.latchkey.contact;

import io.latchkey.channel.ChannelType;
import io.latchkey.contact.RequestedChannels.RequestedChannel;
import io.latchkey.database.Batches;
import io.latchkey.problem.ProblemException;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Determines which stored contact a request refers to: by its id alone if {@link DedupeOn} says so, and
 * otherwise by the external customer id first, then by what {@link DedupeOn} specifies. A device or browser
 * changes hands: if the request says whose it is (by an external customer id, an e-mail address or a phone
 * number), the device refers only to a contact of which none of the three is known.
 */
@Singleton
class ContactIdentification {

    /** For how many addresses a query asks: a request rarely has more. */
    private static final int ASKED = 10;

    private final ContactFinder finder;

    @Inject
    ContactIdentification(ContactFinder finder) {
        this.finder = finder;
    }

    /** Returns those of the channels that are stored, whichever contact they belong to. */
    Map<RequestedChannel, ContactChannel> stored(long organisationId, RequestedChannels channels) {
        Map<RequestedChannel, ContactChannel> stored = new HashMap<>();
        for (List<RequestedChannel> some : Batches.of(channels.all(), ASKED)) {
            finder.channels(organisationId, some).forEach(found -> some.stream()
                    .filter(channel -> channel.isAt(found))
                    .forEach(channel -> stored.put(channel, found)));
        }
        return stored;
    }

    /**
     * Returns the id of the contact that the request refers to; empty for a new contact.
     *
     * @throws ProblemException 400, when the request contains nothing to identify the contact by
     */
    Optional<Long> identify(
            long organisationId,
            ContactRequest request,
            RequestedChannels channels,
            Map<RequestedChannel, ContactChannel> stored,
            DedupeOn dedupeOn) {
        if (dedupeOn == DedupeOn.ID) {
            return Optional.of(byId(organisationId, request));
        }
        Optional<String> external = externalCustomerId(request);
        Optional<Long> found = external.flatMap(id -> finder.idOfExternalCustomer(organisationId, id));
        if (found.isPresent()) {
            return found;
        }
        List<RequestedChannel> candidates = dedupeOn.channels().stream()
                .flatMap(type -> channels.ofType(type).stream())
                .toList();
        if (external.isEmpty() && candidates.isEmpty()) {
            boolean externalOnly = dedupeOn == DedupeOn.EXTERNAL_CUSTOMER_ID;
            throw ProblemException.invalid(
                    externalOnly ? "externalCustomerId" : "channels",
                    externalOnly ? "must not be blank" : dedupeOn.missing());
        }
        boolean saysWho = external.isPresent()
                || channels.all().stream().anyMatch(channel -> channel.type().isIdentifying());
        return candidates.stream()
                .filter(stored::containsKey)
                .filter(channel -> channel.type().isIdentifying()
                        || !saysWho
                        || finder.isAnonymous(stored.get(channel).contactId()))
                .map(channel -> stored.get(channel).contactId())
                .findFirst();
    }

    private long byId(long organisationId, ContactRequest request) {
        return Optional.ofNullable(request.id())
                .flatMap(id -> finder.find(organisationId, id))
                .map(Contact::id)
                .orElseThrow(() -> ProblemException.invalid("id", "must be the id of a contact"));
    }

    /**
     * Ensures that the request refers to this contact and no other.
     *
     * @param contact the identified contact; empty for a new one
     * @throws ContactConflict when an address or the external customer id belongs to another contact
     */
    void requireNoOther(
            ContactRequest request,
            Map<RequestedChannel, ContactChannel> stored,
            Optional<Contact> contact,
            WriteRules rules) {
        stored.forEach((channel, found) -> {
            boolean stays = contact.isPresent() && !mayChange(channel.type(), rules.selection());
            boolean others =
                    contact.isEmpty() || found.contactId() != contact.get().id();
            if (channel.type().isIdentifying() && others && !stays) {
                throw ContactConflict.withOther(channel.field() + ".value", "belongs to another contact");
            }
        });
        Optional<String> external = externalCustomerId(request);
        if (external.isPresent() && contact.isPresent()) {
            requireSame(external.get(), contact.get(), rules);
        }
    }

    private void requireSame(String external, Contact contact, WriteRules rules) {
        boolean differs =
                contact.externalCustomerId().filter(id -> !id.equals(external)).isPresent();
        if (differs && rules.dedupeOn() != DedupeOn.ID) {
            throw ContactConflict.withOther(
                    "externalCustomerId", "differs from that of the contact that the address belongs to");
        }
        boolean same = contact.externalCustomerId().equals(Optional.of(external));
        if (same || !rules.selection().mayChange(ContactField.EXTERNAL_CUSTOMER_ID)) {
            return;
        }
        boolean taken = finder.idOfExternalCustomer(contact.organisationId(), external)
                .filter(id -> id != contact.id())
                .isPresent();
        if (taken) {
            throw ContactConflict.withOther("externalCustomerId", "belongs to another contact");
        }
    }

    static boolean mayChange(ChannelType type, FieldSelection selection) {
        return switch (type) {
            case EMAIL -> selection.mayChange(ContactField.EMAIL);
            case SMS -> selection.mayChange(ContactField.SMS);
            default -> selection.mayChangeUnnamed();
        };
    }

    static Optional<String> externalCustomerId(ContactRequest request) {
        return Optional.ofNullable(request.externalCustomerId())
                .map(String::strip)
                .filter(id -> !id.isEmpty());
    }
}
