package io.latchkey.contact;

import io.latchkey.channel.ChannelType;
import io.latchkey.contact.ContactRequest.FieldRequest;
import io.latchkey.contact.RequestedChannels.RequestedChannel;
import io.latchkey.json.Json;
import io.latchkey.problem.ProblemException;
import io.latchkey.segment.Segments;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Applies one request to the contacts, as part of a transaction. If two transactions write the same contact
 * concurrently, one of them may fail in the database and must then be repeated as a whole (as
 * {@link Contacts} does).
 */
@Singleton
public class ContactWriter {

    /** The maximum number of a contact's channels, which are read and written together. */
    static final int MAX_CHANNELS = 100;

    private final EntityManager entities;
    private final ContactFinder finder;
    private final ContactIdentification identification;
    private final DeletedContacts deleted;
    private final Segments segments;
    private final Json json;
    private final Clock clock;

    @Inject
    ContactWriter(
            EntityManager entities,
            ContactFinder finder,
            ContactIdentification identification,
            DeletedContacts deleted,
            Segments segments,
            Json json,
            Clock clock) {
        this.entities = entities;
        this.finder = finder;
        this.identification = identification;
        this.deleted = deleted;
        this.segments = segments;
        this.json = json;
        this.clock = clock;
    }

    /**
     * Adds or changes the contact that the request refers to.
     *
     * @throws ProblemException when the request is not valid or refers to two contacts at once; nothing is
     *     written then, but the transaction can no longer be used
     */
    @Transactional
    public WrittenContact write(long organisationId, ContactRequest request, WriteRules rules) {
        RequestedChannels channels = RequestedChannels.of(request.channels());
        Map<RequestedChannel, ContactChannel> stored = identification.stored(organisationId, channels);
        Optional<Contact> known = identification
                .identify(organisationId, request, channels, stored, rules.dedupeOn())
                .map(id -> lock(organisationId, id));
        if (known.isPresent()) {
            // Read again under the lock, as another writer may just have given the contact another address.
            stored = identification.stored(organisationId, channels);
            requireStill(
                    known.get(), identification.identify(organisationId, request, channels, stored, rules.dedupeOn()));
        }
        identification.requireNoOther(request, stored, known, rules);
        Contact contact = known.orElseGet(() -> new Contact(organisationId, clock.instant()));
        FieldSelection selection = known.isPresent() ? rules.selection() : FieldSelection.ALL;
        Optional<String> external = ContactIdentification.externalCustomerId(request)
                .filter(id -> selection.mayChange(ContactField.EXTERNAL_CUSTOMER_ID));
        List<RequestedChannel> changing = channels.selectedBy(selection);
        boolean restored = forgetDeleted(external, changing, stored.keySet(), contact);
        if (restored && !rules.restoreDeleted()) {
            throw ProblemException.invalid(
                    "", "was deleted, or has an address of a deleted contact; set restoreDeleted to add it again");
        }
        apply(request, selection, contact);
        if (known.isEmpty()) {
            entities.persist(contact);
            // The row to which those of its channels refer comes first.
            entities.flush();
        }
        List<ContactChannel> present = known.isPresent() ? finder.channels(contact) : List.of();
        applyChannels(channels, changing, stored, present, rules, selection, contact);
        // Makes a conflict with a faster transaction surface here rather than at the commit.
        entities.flush();
        joinSegments(request, contact);
        return new WrittenContact(contact.id(), known.isEmpty());
    }

    /**
     * Changes the contact with the given id, whatever else the request may identify; returns empty when there
     * is no such contact. Otherwise like {@link #write}.
     */
    @Transactional
    public Optional<WrittenContact> change(long organisationId, long id, ContactRequest request) {
        return lockIfPresent(organisationId, id)
                .map(contact -> write(organisationId, request.with(contact.id()), WriteRules.OF_ID));
    }

    /** Returns the contact, locked against all other writers until the transaction ends. */
    Contact lock(long organisationId, long id) {
        return lockIfPresent(organisationId, id).orElseThrow(ContactVanished::new);
    }

    /**
     * Returns the contact, locked against all other writers until the transaction ends; empty when there is no such
     * contact, or none any more.
     */
    Optional<Contact> lockIfPresent(long organisationId, long id) {
        return entities.createQuery(
                        "SELECT c FROM Contact c WHERE c.organisationId = :organisation AND c.id = :id", Contact.class)
                .setParameter("organisation", organisationId)
                .setParameter("id", id)
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .getResultStream()
                .findFirst();
    }

    /**
     * Forgets that what the contact gets, and does not have already, identified a deleted one; returns whether
     * it did.
     */
    private boolean forgetDeleted(
            Optional<String> external, List<RequestedChannel> changing, Set<RequestedChannel> stored, Contact contact) {
        Optional<String> newExternal =
                external.filter(id -> !contact.externalCustomerId().equals(Optional.of(id)));
        List<RequestedChannel> newChannels =
                changing.stream().filter(channel -> !stored.contains(channel)).toList();
        return deleted.forget(contact.organisationId(), newExternal, newChannels);
    }

    private static void requireStill(Contact locked, Optional<Long> identified) {
        if (identified.filter(id -> id == locked.id()).isEmpty()) {
            throw new ContactVanished();
        }
    }

    private void apply(ContactRequest request, FieldSelection selection, Contact contact) {
        for (ContactField field : ContactField.values()) {
            field.apply(request, selection, contact);
        }
        applyExternalCustomerId(request, selection, contact);
        Optional.ofNullable(request.addressBookId()).ifPresent(contact::setAddressBookId);
        Optional.ofNullable(request.ordersInfo()).ifPresent(contact::setOrders);
        applyCustomFields(request.fields(), selection, contact);
        contact.touch(clock.instant());
    }

    /**
     * A blank id means no change, since it identifies the contact; an id that is named but not sent is
     * cleared.
     */
    private static void applyExternalCustomerId(ContactRequest request, FieldSelection selection, Contact contact) {
        Optional<String> external = ContactIdentification.externalCustomerId(request);
        if (external.isPresent() && selection.mayChange(ContactField.EXTERNAL_CUSTOMER_ID)) {
            contact.setExternalCustomerId(external.get());
        } else if (external.isEmpty() && selection.names(ContactField.EXTERNAL_CUSTOMER_ID)) {
            contact.setExternalCustomerId(null);
        }
    }

    private void applyCustomFields(List<FieldRequest> requested, FieldSelection selection, Contact contact) {
        if (requested.isEmpty() && selection.customFields().isEmpty()) {
            return;
        }
        CustomFields fields = CustomFields.read(contact.fields(), json);
        selection.customFields().ifPresent(named -> named.forEach(id -> fields.set(id, "")));
        requested.stream()
                .filter(field -> selection.mayChange(field.id()))
                .forEach(field -> fields.set(field.id(), field.value()));
        contact.setFields(fields.write(json));
    }

    private void applyChannels(
            RequestedChannels requested,
            List<RequestedChannel> changing,
            Map<RequestedChannel, ContactChannel> stored,
            List<ContactChannel> present,
            WriteRules rules,
            FieldSelection selection,
            Contact contact) {
        requireRoom(changing, stored, present, contact);
        for (RequestedChannel channel : changing) {
            put(channel, Optional.ofNullable(stored.get(channel)), present, rules.confirmed(), contact);
        }
        clear(ChannelType.EMAIL, ContactField.EMAIL, requested, selection, present);
        clear(ChannelType.SMS, ContactField.SMS, requested, selection, present);
    }

    /**
     * Refuses channels that would make too many. A contact that has too many already can still be changed
     * otherwise.
     */
    private static void requireRoom(
            List<RequestedChannel> changing,
            Map<RequestedChannel, ContactChannel> stored,
            List<ContactChannel> present,
            Contact contact) {
        // An address that identifies takes the place of the present one.
        long more = changing.stream()
                .filter(channel -> Optional.ofNullable(stored.get(channel))
                        .filter(own -> own.contactId() == contact.id())
                        .isEmpty())
                .filter(channel -> !channel.type().isIdentifying()
                        || present.stream().noneMatch(old -> old.type() == channel.type()))
                .count();
        if (more > 0 && present.size() + more > MAX_CHANNELS) {
            throw ProblemException.invalid(
                    "channels", "must not be more than " + MAX_CHANNELS + " in total, including those stored");
        }
    }

    private void put(
            RequestedChannel requested,
            Optional<ContactChannel> stored,
            List<ContactChannel> present,
            boolean confirmed,
            Contact contact) {
        if (stored.isEmpty() && requested.type().isIdentifying()) {
            present.stream()
                    .filter(channel -> channel.type() == requested.type())
                    .forEach(old -> replace(old, requested, confirmed));
        }
        ContactChannel channel = stored.map(found -> requested.type().isIdentifying() ? found : lockDevice(found))
                .orElseGet(() -> new ContactChannel(contact, requested.type(), requested.address(), confirmed));
        channel.respell(requested.address());
        channel.giveTo(contact);
        if (confirmed) {
            channel.confirm();
        }
        requested.device().ifPresent(channel::setDevice);
        if (stored.isEmpty()) {
            entities.persist(channel);
        }
        // Each by itself, as EclipseLink would insert them in any order. Two requests with the same addresses would
        // then
        // wait for each other, which PostgreSQL notices only after a second (deadlock_timeout).
        entities.flush();
    }

    /** Returns the channel as it is now: another contact may take it, or the one that has it be deleted. */
    private ContactChannel lockDevice(ContactChannel channel) {
        return entities.createQuery("SELECT h FROM ContactChannel h WHERE h = :channel", ContactChannel.class)
                .setParameter("channel", channel)
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .getResultStream()
                .findFirst()
                .orElseThrow(ContactVanished::new);
    }

    private void replace(ContactChannel old, RequestedChannel requested, boolean confirmed) {
        if (old.isConfirmed() && !confirmed) {
            throw ContactConflict.confirmed(requested.field() + ".value");
        }
        entities.remove(old);
    }

    /** Removes channels that are named for the update but absent from the request. */
    private void clear(
            ChannelType type,
            ContactField field,
            RequestedChannels requested,
            FieldSelection selection,
            List<ContactChannel> present) {
        if (selection.names(field) && requested.ofType(type).isEmpty()) {
            present.stream().filter(channel -> channel.type() == type).forEach(entities::remove);
        }
    }

    private void joinSegments(ContactRequest request, Contact contact) {
        List<String> names = request.groups().stream().map(GroupRequest::name).toList();
        segments.ofNames(contact.organisationId(), names)
                .forEach(segment -> segments.attachLocked(segment, List.of(contact.id())));
    }
}
