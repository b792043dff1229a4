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

    /**
     * Looks up the recipients that name a contact, and the addresses of those that come without one, with a
     * single query each for all of them.
     */
    Directory of(long organisationId, Channel channel, Collection<Recipient> recipients) {
        Named named = named(organisationId, recipients);
        Set<Long> wanted = recipients.stream()
                .filter(recipient -> recipient.address().isEmpty())
                .flatMap(recipient -> named.contactId(recipient).stream())
                .collect(Collectors.toSet());
        return new Directory(
                named, wanted.isEmpty() ? Map.of() : addresses.addresses(organisationId, type(channel), wanted));
    }

    /**
     * Returns the recipients in the same order; those that name a contact and request no language get that of
     * the contact.
     */
    List<Recipient> inTheirLanguages(long organisationId, List<Recipient> recipients) {
        Named named = named(
                organisationId,
                recipients.stream()
                        .filter(recipient -> recipient.language().isEmpty())
                        .toList());
        return recipients.stream()
                .map(recipient -> recipient.language().isEmpty()
                        ? named.language(recipient).map(recipient::in).orElse(recipient)
                        : recipient)
                .toList();
    }

    private Named named(long organisationId, Collection<Recipient> recipients) {
        List<Recipient> naming =
                recipients.stream().filter(Recipient::namesContact).toList();
        if (naming.isEmpty()) {
            return new Named(Map.of(), Map.of());
        }
        Map<String, Long> ids = addresses.contactIds(
                organisationId,
                naming.stream()
                        .flatMap(recipient -> recipient.externalId().stream())
                        .collect(Collectors.toSet()));
        Set<Long> wanted = new HashSet<>(ids.values());
        naming.stream().map(Recipient::contactId).filter(Objects::nonNull).forEach(wanted::add);
        return new Named(ids, addresses.languages(organisationId, wanted));
    }

    /** Returns those of the addresses, in their normal form, that belong to contacts and are unconfirmed. */
    Set<String> unconfirmed(long organisationId, Channel channel, Collection<String> addresses) {
        return this.addresses.unconfirmed(organisationId, type(channel), addresses);
    }

    private static ChannelType type(Channel channel) {
        return channel == Channel.EMAIL ? ChannelType.EMAIL : ChannelType.SMS;
    }

    /**
     * The contacts that a request names.
     *
     * @param ids the contacts' ids, by the client's own ids
     * @param languages the language codes of the organisation's contacts, by their ids
     */
    private record Named(Map<String, Long> ids, Map<Long, String> languages) {

        /** Returns the contact, if it belongs to the organisation. */
        Optional<Long> contactId(Recipient recipient) {
            return Optional.ofNullable(recipient.contactId())
                    .or(() -> recipient.externalId().map(ids::get))
                    .filter(languages::containsKey);
        }

        Optional<String> language(Recipient recipient) {
            return contactId(recipient).map(languages::get);
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
