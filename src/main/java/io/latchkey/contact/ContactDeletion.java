package io.latchkey.contact;

import io.latchkey.segment.Segments;
import io.latchkey.subscription.Subscriptions;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;

/**
 * Deletes contacts: nothing remains of the record but irreversible digests. Events, orders and messages to
 * the person are not affected.
 */
@Singleton
class ContactDeletion {

    private final EntityManager entities;
    private final ContactFinder finder;
    private final ContactWriter writer;
    private final DeletedContacts deleted;
    private final Segments segments;
    private final Subscriptions subscriptions;

    @Inject
    ContactDeletion(
            EntityManager entities,
            ContactFinder finder,
            ContactWriter writer,
            DeletedContacts deleted,
            Segments segments,
            Subscriptions subscriptions) {
        this.entities = entities;
        this.finder = finder;
        this.writer = writer;
        this.deleted = deleted;
        this.segments = segments;
        this.subscriptions = subscriptions;
    }

    /**
     * Deletes the contact with all dependent data and returns its id; empty when there is no such contact.
     */
    @Transactional
    public Optional<Long> delete(long organisationId, long id) {
        if (finder.find(organisationId, id).isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(delete(writer.lock(organisationId, id)));
    }

    /**
     * Deletes the contact with the given id in the client's own system, like {@link #delete(long, long)}.
     */
    @Transactional
    public Optional<Long> deleteOfExternalCustomer(long organisationId, String externalCustomerId) {
        Optional<Contact> found = finder.idOfExternalCustomer(organisationId, externalCustomerId)
                .map(id -> writer.lock(organisationId, id));
        // Another writer may have given it another id before it was locked.
        if (found.filter(contact -> !contact.externalCustomerId().equals(Optional.of(externalCustomerId)))
                .isPresent()) {
            throw new ContactVanished();
        }
        return found.map(this::delete);
    }

    private long delete(Contact contact) {
        long id = contact.id();
        List<ContactChannel> channels = finder.channels(contact);
        deleted.remember(contact, channels);
        segments.leaveAll(id);
        subscriptions.leaveAll(id);
        // Those that are the contact's by now: another one may have got a device since they were read.
        entities.createNativeQuery("DELETE FROM contact_channel WHERE contact_id = ?")
                .setParameter(1, id)
                .executeUpdate();
        entities.remove(contact);
        entities.flush();
        return id;
    }
}
