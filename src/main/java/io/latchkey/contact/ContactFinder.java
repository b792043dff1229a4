package io.latchkey.contact;

import io.latchkey.channel.Address;
import io.latchkey.channel.ChannelType;
import io.latchkey.contact.RequestedChannels.RequestedChannel;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Finds contacts by unique properties. */
@Singleton
public class ContactFinder {

    private static final List<ChannelType> IDENTIFYING = Arrays.stream(ChannelType.values())
            .filter(ChannelType::isIdentifying)
            .toList();

    private final EntityManager entities;

    @Inject
    public ContactFinder(EntityManager entities) {
        this.entities = entities;
    }

    /** Returns the organisation's contact with the given id. */
    public Optional<Contact> find(long organisationId, long id) {
        return entities.createQuery(
                        "SELECT c FROM Contact c WHERE c.organisationId = :organisation AND c.id = :id", Contact.class)
                .setParameter("organisation", organisationId)
                .setParameter("id", id)
                .getResultStream()
                .findFirst();
    }

    /** Returns whether the organisation has a contact with the given id. */
    boolean isPresent(long organisationId, long id) {
        return entities.createQuery(
                        "SELECT c.id FROM Contact c WHERE c.organisationId = :organisation AND c.id = :id", Long.class)
                .setParameter("organisation", organisationId)
                .setParameter("id", id)
                .getResultStream()
                .findFirst()
                .isPresent();
    }

    /** Returns the organisation's contacts with the given ids, in the order of the ids. */
    public List<Contact> find(long organisationId, Collection<Long> ids) {
        return ids.isEmpty()
                ? List.of()
                : entities.createQuery(
                                "SELECT c FROM Contact c WHERE c.organisationId = :organisation AND c.id IN :ids"
                                        + " ORDER BY c.id",
                                Contact.class)
                        .setParameter("organisation", organisationId)
                        .setParameter("ids", ids)
                        .getResultList();
    }

    /** Returns the id of the contact with the given id in the client's own system. */
    public Optional<Long> idOfExternalCustomer(long organisationId, String externalCustomerId) {
        return entities.createQuery(
                        "SELECT c.id FROM Contact c"
                                + " WHERE c.organisationId = :organisation AND c.externalCustomerId = :external",
                        Long.class)
                .setParameter("organisation", organisationId)
                .setParameter("external", externalCustomerId)
                .getResultStream()
                .findFirst();
    }

    /**
     * Returns the ids of the contacts with the given ids in the client's own system; unknown ones are
     * ignored.
     */
    List<Long> idsOfExternalCustomers(long organisationId, Collection<String> externalCustomerIds) {
        return externalCustomerIds.isEmpty()
                ? List.of()
                : entities.createQuery(
                                "SELECT c.id FROM Contact c"
                                        + " WHERE c.organisationId = :organisation AND c.externalCustomerId IN :externals",
                                Long.class)
                        .setParameter("organisation", organisationId)
                        .setParameter(
                                "externals",
                                externalCustomerIds.stream().map(String::strip).toList())
                        .getResultList();
    }

    /**
     * Returns the organisation's channels with any of the given addresses, as they are stored now, even if the
     * transaction has read them before and changed nothing since. One look-up by the index for each, all in
     * one statement: with a list of addresses, H2 would read all of the organisation's.
     */
    List<ContactChannel> channels(long organisationId, List<RequestedChannel> addresses) {
        if (addresses.isEmpty()) {
            return List.of();
        }
        TypedQuery<ContactChannel> query = entities.createQuery(
                        IntStream.range(0, addresses.size())
                                .mapToObj(i -> "SELECT h FROM ContactChannel h WHERE h.organisationId = :organisation"
                                        + " AND h.type = :type" + i + " AND h.addressKey = :key" + i)
                                .collect(Collectors.joining(" UNION ALL ")),
                        ContactChannel.class)
                .setHint("eclipselink.refresh", true)
                .setParameter("organisation", organisationId);
        for (int i = 0; i < addresses.size(); i++) {
            query.setParameter("type" + i, addresses.get(i).type());
            query.setParameter("key" + i, addresses.get(i).address().key());
        }
        return query.getResultList();
    }

    /** Returns the organisation's channel with the given address. */
    public Optional<ContactChannel> channel(long organisationId, ChannelType type, Address address) {
        return entities.createQuery(
                        "SELECT h FROM ContactChannel h WHERE h.organisationId = :organisation AND h.type = :type"
                                + " AND h.addressKey = :key",
                        ContactChannel.class)
                .setParameter("organisation", organisationId)
                .setParameter("type", type)
                .setParameter("key", address.key())
                .getResultStream()
                .findFirst();
    }

    /**
     * Returns whether the contact has neither an external customer id nor an address that identifies a
     * contact.
     */
    boolean isAnonymous(long contactId) {
        return entities.createQuery(
                        "SELECT c.id FROM Contact c WHERE c.id = :contact AND c.externalCustomerId IS NULL"
                                + " AND NOT EXISTS (SELECT h.id FROM ContactChannel h"
                                + " WHERE h.contactId = c.id AND h.type IN :identifying)",
                        Long.class)
                .setParameter("contact", contactId)
                .setParameter("identifying", IDENTIFYING)
                .getResultStream()
                .findFirst()
                .isPresent();
    }

    /** Returns the channels of a contact, in the order in which they were added; those of one request, by type and address. */
    public List<ContactChannel> channels(Contact contact) {
        return channels(List.of(contact.id()));
    }

    /** Returns the channels of contacts that are known to belong to the caller. */
    public List<ContactChannel> channels(Collection<Long> contactIds) {
        return contactIds.isEmpty()
                ? List.of()
                : entities.createQuery(
                                "SELECT h FROM ContactChannel h WHERE h.contactId IN :contacts"
                                        + " ORDER BY h.contactId, h.id",
                                ContactChannel.class)
                        .setParameter("contacts", contactIds)
                        .getResultList();
    }
}
