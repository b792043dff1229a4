package io.latchkey.contact;

import io.latchkey.channel.ChannelType;
import io.latchkey.contact.ContactEmailsDocument.ContactEmail;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Looks up contacts, and what is needed to write to them, for up to 1000 at once. */
@Singleton
public class ContactAddresses {

    private final EntityManager entities;

    @Inject
    public ContactAddresses(EntityManager entities) {
        this.entities = entities;
    }

    /** Returns the ids of the organisation's contacts by the client's own ids; unknown ones are omitted. */
    public Map<String, Long> contactIds(long organisationId, Collection<String> externalCustomerIds) {
        Map<String, Long> found = new HashMap<>();
        if (!externalCustomerIds.isEmpty()) {
            entities.createQuery(
                            "SELECT c.externalCustomerId, c.id FROM Contact c WHERE c.organisationId = :organisation"
                                    + " AND c.externalCustomerId IN :ids",
                            Object[].class)
                    .setParameter("organisation", organisationId)
                    .setParameter("ids", externalCustomerIds)
                    .getResultList()
                    .forEach(row -> found.put((String) row[0], (Long) row[1]));
        }
        return found;
    }

    /**
     * Returns the language codes of the organisation's contacts, by the contacts' ids; empty texts if unspecified.
     * Unknown contacts are omitted.
     */
    public Map<Long, String> languages(long organisationId, Collection<Long> contactIds) {
        Map<Long, String> found = new HashMap<>();
        if (!contactIds.isEmpty()) {
            entities.createQuery(
                            "SELECT c.id, c.languageCode FROM Contact c WHERE c.organisationId = :organisation"
                                    + " AND c.id IN :ids",
                            Object[].class)
                    .setParameter("organisation", organisationId)
                    .setParameter("ids", contactIds)
                    .getResultList()
                    .forEach(row -> found.put((Long) row[0], row[1] == null ? "" : (String) row[1]));
        }
        return found;
    }

    /** Returns those of the addresses of this type that belong to contacts and are unconfirmed. */
    public Set<String> unconfirmed(long organisationId, ChannelType type, Collection<String> addresses) {
        Map<String, String> keys = new HashMap<>();
        addresses.forEach(address -> type.parse(address).ifPresent(parsed -> keys.put(address, parsed.key())));
        if (keys.isEmpty()) {
            return Set.of();
        }
        Set<String> unconfirmed = Set.copyOf(entities.createQuery(
                        "SELECT c.addressKey FROM ContactChannel c WHERE c.organisationId = :organisation"
                                + " AND c.type = :type AND c.addressKey IN :keys AND c.confirmed = FALSE",
                        String.class)
                .setParameter("organisation", organisationId)
                .setParameter("type", type)
                .setParameter("keys", Set.copyOf(keys.values()))
                .getResultList());
        // Of all spellings of an address: none of them is confirmed.
        return keys.keySet().stream()
                .filter(address -> unconfirmed.contains(keys.get(address)))
                .collect(Collectors.toSet());
    }

    /**
     * Returns the first address of this type of each of the organisation's contacts, by the contacts' ids; contacts
     * that are unknown or have none are omitted.
     */
    public Map<Long, String> addresses(long organisationId, ChannelType type, Collection<Long> contactIds) {
        Map<Long, String> found = new HashMap<>();
        if (!contactIds.isEmpty()) {
            ofContacts(organisationId, type, contactIds)
                    .forEach(row -> found.putIfAbsent((Long) row[0], (String) row[1]));
        }
        return found;
    }

    /**
     * Returns the e-mail addresses of the organisation's contacts, in the order of the contacts' ids; contacts that are
     * unknown or have none are omitted. Nothing else is read: the contacts can be hundreds of megabytes.
     */
    List<ContactEmail> emails(long organisationId, Collection<Long> contactIds) {
        return ofContacts(organisationId, ChannelType.EMAIL, contactIds).stream()
                .map(row -> new ContactEmail((Long) row[0], (String) row[1]))
                .toList();
    }

    /** Returns the ids of contacts with their addresses of the type, in the order of both. */
    private List<Object[]> ofContacts(long organisationId, ChannelType type, Collection<Long> contactIds) {
        return entities.createQuery(
                        "SELECT c.contactId, c.address FROM ContactChannel c"
                                + " WHERE c.organisationId = :organisation AND c.contactId IN :ids"
                                + " AND c.type = :type ORDER BY c.contactId, c.id",
                        Object[].class)
                .setParameter("organisation", organisationId)
                .setParameter("ids", contactIds)
                .setParameter("type", type)
                .getResultList();
    }
}
