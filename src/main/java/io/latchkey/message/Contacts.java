package io.latchkey.message;

import io.latchkey.template.Channel;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The contacts behind a request's recipients; all are unknown if there is no {@code ContactAddresses}. */
@Singleton
public class Contacts {

    private final Instance<ContactAddresses> known;

    @Inject
    public Contacts(Instance<ContactAddresses> known) {
        this.known = known;
    }

    /** Looks up the recipients that come without an address, with a single query for all of them. */
    Directory of(long organisationId, Channel channel, Collection<Recipient> recipients) {
        Set<Recipient> named = recipients.stream()
                .filter(recipient -> recipient.address().isEmpty())
                .collect(Collectors.toSet());
        if (named.isEmpty() || !known.isResolvable()) {
            return new Directory(Map.of(), Map.of());
        }
        Map<String, Long> ids = known.get()
                .contactIds(
                        organisationId,
                        named.stream()
                                .map(Recipient::externalCustomerId)
                                .filter(Objects::nonNull)
                                .collect(Collectors.toSet()));
        Set<Long> wanted = new HashSet<>(ids.values());
        named.stream().map(Recipient::contactId).filter(Objects::nonNull).forEach(wanted::add);
        return new Directory(ids, known.get().addresses(organisationId, channel, wanted));
    }

    /** Returns those of the addresses, in their normal form, that belong to contacts and are unconfirmed. */
    Set<String> unconfirmed(long organisationId, Channel channel, Collection<String> addresses) {
        return known.isResolvable() ? known.get().unconfirmed(organisationId, channel, addresses) : Set.of();
    }

    /**
     * Contacts and their addresses.
     *
     * @param ids the contacts' ids, by the client's own ids
     * @param addresses the addresses, by the contacts' ids
     */
    record Directory(Map<String, Long> ids, Map<Long, String> addresses) {

        Optional<Long> contactId(Recipient recipient) {
            return Optional.ofNullable(recipient.contactId())
                    .or(() ->
                            Optional.ofNullable(recipient.externalCustomerId()).map(ids::get));
        }

        Optional<String> address(Recipient recipient) {
            return recipient.address().or(() -> contactId(recipient).map(addresses::get));
        }
    }
}
