package io.latchkey.message;

import io.latchkey.channel.ChannelType;
import io.latchkey.contact.ContactAddresses;
import io.latchkey.template.Channel;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Finds the contacts behind a request's recipients. */
@Singleton
public class RecipientContacts {

    private final ContactAddresses addresses;

    @Inject
    public RecipientContacts(ContactAddresses addresses) {
        this.addresses = addresses;
    }

    /** Looks up the contacts that the recipients name, with at most two queries for all of them. */
    Named named(long organisationId, List<Recipient> recipients) {
        List<Recipient> naming =
                recipients.stream().filter(Recipient::namesContact).toList();
        if (naming.isEmpty()) {
            return new Named(recipients, Map.of(), Map.of());
        }
        Map<String, Long> ids = addresses.contactIds(
                organisationId,
                naming.stream()
                        .flatMap(recipient -> recipient.externalId().stream())
                        .collect(Collectors.toSet()));
        Set<Long> wanted = new HashSet<>(ids.values());
        naming.stream().map(Recipient::contactId).filter(Objects::nonNull).forEach(wanted::add);
        return new Named(recipients, ids, addresses.languages(organisationId, wanted));
    }

    /** Looks up the addresses of the contacts named by recipients without an address, with a single query. */
    Directory directory(long organisationId, Channel channel, Named named) {
        Set<Long> wanted = named.recipients().stream()
                .filter(recipient -> recipient.address().isEmpty())
                .flatMap(recipient -> named.contactId(recipient).stream())
                .collect(Collectors.toSet());
        return new Directory(
                named, wanted.isEmpty() ? Map.of() : addresses.addresses(organisationId, type(channel), wanted));
    }

    /** Returns those of the addresses, in their normal form, that belong to contacts and are unconfirmed. */
    Set<String> unconfirmed(long organisationId, Channel channel, Collection<String> addresses) {
        return this.addresses.unconfirmed(organisationId, type(channel), addresses);
    }

    private static ChannelType type(Channel channel) {
        return channel == Channel.EMAIL ? ChannelType.EMAIL : ChannelType.SMS;
    }

    /**
     * The recipients of a request, and the contacts that they name.
     *
     * @param ids the contacts' ids, by the client's own ids
     * @param languages the language codes of the organisation's contacts, by their ids
     */
    record Named(List<Recipient> recipients, Map<String, Long> ids, Map<Long, String> languages) {

        /** Returns the contact, if it belongs to the organisation. */
        Optional<Long> contactId(Recipient recipient) {
            return Optional.ofNullable(recipient.contactId())
                    .or(() -> recipient.externalId().map(ids::get))
                    .filter(languages::containsKey);
        }

        /** Returns the same with the contact's language for each recipient that names one and requests none. */
        Named inTheirLanguages() {
            return new Named(
                    recipients.stream()
                            .map(recipient -> recipient.language().isEmpty()
                                    ? contactId(recipient)
                                            .map(languages::get)
                                            .map(recipient::in)
                                            .orElse(recipient)
                                    : recipient)
                            .toList(),
                    ids,
                    languages);
        }
    }

    /**
     * Contacts and their addresses.
     *
     * @param addresses the addresses, by the contacts' ids
     */
    record Directory(Named named, Map<Long, String> addresses) {

        /** Returns whether the recipient names a contact by an id that the organisation does not have. */
        boolean isUnknown(Recipient recipient) {
            return recipient.contactId() != null && contactId(recipient).isEmpty();
        }

        Optional<Long> contactId(Recipient recipient) {
            return named.contactId(recipient);
        }

        Optional<String> address(Recipient recipient) {
            return recipient.address().or(() -> contactId(recipient).map(addresses::get));
        }
    }
}
