package io.latchkey.contact;

import io.latchkey.channel.Address;
import io.latchkey.channel.ChannelType;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Finds contacts by what tells one from all others. */
@Singleton
public class ContactFinder {

    private final EntityManager entities;

    @Inject
    public ContactFinder(EntityManager entities) {
        this.entities = entities;
    }

    /** The contact of the organisation with this id. */
    public Optional<Contact> find(long organisationId, long id) {
        return entities.createQuery(
                        "SELECT c FROM Contact c WHERE c.organisationId = :organisation AND c.id = :id", Contact.class)
                .setParameter("organisation", organisationId)
                .setParameter("id", id)
                .getResultStream()
                .findFirst();
    }

    /** The contacts of the organisation with these ids, in the order of the ids. */
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

    /** The id of the contact that has this id in the client's own system. */
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

    /** The ids of the contacts that have these ids in the client's own system; those that none has are left out. */
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

    /** The channel of the organisation with this address. */
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

    /** The contact that an address belongs to; none as well when the text is no address of this kind. */
    public Optional<Contact> find(long organisationId, ChannelType type, String address) {
        return type.parse(address)
                .flatMap(parsed -> channel(organisationId, type, parsed))
                .flatMap(channel -> find(organisationId, channel.contactId()));
    }

    /** The channels of a contact, in the order in which they were added. */
    public List<ContactChannel> channels(Contact contact) {
        return channels(List.of(contact.id()));
    }

    /** The channels of contacts that are known to be the caller's. */
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
