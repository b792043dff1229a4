package io.latchkey.contact;

import io.latchkey.contact.ContactRequest.FieldRequest;
import io.latchkey.contact.RequestedChannels.RequestedChannel;
import io.latchkey.json.Json;
import io.latchkey.organisation.OrganisationLock;
import io.latchkey.problem.ProblemException;
import io.latchkey.segment.NamedSegments;
import io.latchkey.segment.Segments;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Applies requests to the contacts, as part of a transaction. If two transactions write the same contact
 * concurrently, one of them may fail in the database and must then be repeated as a whole (as
 * {@link Contacts} does).
 *
 * <p>The segments that the contacts join are read or created first: who creates one holds the
 * {@link OrganisationLock}, which nobody may then wait for with a contact locked.
 */
@Singleton
public class ContactWriter {

    private final EntityManager entities;
    private final ContactFinder finder;
    private final ContactChannelWriter channels;
    private final ContactIdentification identification;
    private final DeletedContacts deleted;
    private final Segments segments;
    private final Json json;
    private final Clock clock;

    @Inject
    ContactWriter(
            EntityManager entities,
            ContactFinder finder,
            ContactChannelWriter channels,
            ContactIdentification identification,
            DeletedContacts deleted,
            Segments segments,
            Json json,
            Clock clock) {
        this.entities = entities;
        this.finder = finder;
        this.channels = channels;
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
        return writeAll(organisationId, List.of(request), List.of(), rules).get(0);
    }

    /**
     * Adds or changes the contacts that the requests refer to, one after the other, and returns them in the order of
     * the requests. All segments are read with one statement, and joined with one for every thousand memberships.
     * Otherwise like {@link #write}.
     *
     * @param join names of segments for each contact, besides those that its request names
     */
    @Transactional
    public List<WrittenContact> writeAll(
            long organisationId, List<ContactRequest> requests, Collection<String> join, WriteRules rules) {
        NamedSegments named = segments.ofNames(
                organisationId,
                Stream.concat(join.stream(), requests.stream().flatMap(request -> segmentsOf(request).stream()))
                        .toList());
        return writeAll(organisationId, requests, join, rules, named);
    }

    /** The same with the segments, which have been read. */
    private List<WrittenContact> writeAll(
            long organisationId,
            List<ContactRequest> requests,
            Collection<String> join,
            WriteRules rules,
            NamedSegments named) {
        List<WrittenContact> written = new ArrayList<>();
        Map<Long, Set<Long>> joined = new HashMap<>();
        for (ContactRequest request : requests) {
            WrittenContact contact = writeOne(organisationId, request, rules);
            written.add(contact);
            Set<Long> ids = joined.computeIfAbsent(contact.contactId(), id -> new TreeSet<>());
            ids.addAll(named.ids(segmentsOf(request)));
            ids.addAll(named.ids(join));
        }
        segments.attachLocked(joined);
        return written;
    }

    private static List<String> segmentsOf(ContactRequest request) {
        return request.groups().stream().map(GroupRequest::name).toList();
    }

    private WrittenContact writeOne(long organisationId, ContactRequest request, WriteRules rules) {
        RequestedChannels requested = RequestedChannels.of(request.channels());
        Identified identified = identify(organisationId, request, requested, rules);
        Optional<Contact> known = identified.contact();
        identification.requireNoOther(request, identified.stored(), known, rules);
        Contact contact = known.orElseGet(() -> new Contact(organisationId, clock.instant()));
        FieldSelection selection = known.isPresent() ? rules.selection() : FieldSelection.ALL;
        ChannelChange change = new ChannelChange(requested, identified.stored(), selection, rules.confirmed());
        restore(request, change, contact, rules);
        apply(request, selection, contact);
        if (known.isPresent()) {
            channels.change(contact, change);
        } else {
            entities.persist(contact);
            // The row to which those of its channels refer comes first.
            entities.flush();
            channels.add(contact, change);
        }
        // Makes a conflict with a faster transaction surface here rather than at the commit.
        entities.flush();
        return new WrittenContact(contact.id(), known.isEmpty());
    }

    /** Returns the contact that the request refers to, locked, and which of the channels are stored. */
    private Identified identify(
            long organisationId, ContactRequest request, RequestedChannels requested, WriteRules rules) {
        Map<RequestedChannel, ContactChannel> stored = identification.stored(organisationId, requested);
        Optional<Contact> known = identification
                .identify(organisationId, request, requested, stored, rules.dedupeOn())
                .map(id -> lock(organisationId, id));
        if (known.isEmpty()) {
            return new Identified(known, stored);
        }
        // Read again under the lock, as another writer may just have given the contact another address.
        Map<RequestedChannel, ContactChannel> now = identification.stored(organisationId, requested);
        requireStill(known.get(), identification.identify(organisationId, request, requested, now, rules.dedupeOn()));
        return new Identified(known, now);
    }

    /**
     * What is stored of a request.
     *
     * @param contact the contact to which it refers; empty for a new one
     * @param stored those of its channels that are stored, whichever contact they belong to
     */
    private record Identified(Optional<Contact> contact, Map<RequestedChannel, ContactChannel> stored) {}

    /**
     * Changes the contact with the given id, whatever else the request may identify; returns empty when there
     * is no such contact. Otherwise like {@link #write}.
     */
    @Transactional
    public Optional<WrittenContact> change(long organisationId, long id, ContactRequest request) {
        if (!finder.isPresent(organisationId, id)) {
            return Optional.empty();
        }
        // Before the contact is locked.
        NamedSegments named = segments.ofNames(organisationId, segmentsOf(request));
        // Or the write would take the id of a contact that is deleted meanwhile for a wrong one.
        lock(organisationId, id);
        ContactRequest ofId = request.with(id);
        return Optional.of(writeAll(organisationId, List.of(ofId), List.of(), WriteRules.OF_ID, named)
                .get(0));
    }

    /**
     * Returns the contact, locked against all other writers until the transaction ends.
     *
     * @throws ContactVanished if there is none any more
     */
    Contact lock(long organisationId, long id) {
        return entities.createQuery(
                        "SELECT c FROM Contact c WHERE c.organisationId = :organisation AND c.id = :id", Contact.class)
                .setParameter("organisation", organisationId)
                .setParameter("id", id)
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .getResultStream()
                .findFirst()
                .orElseThrow(ContactVanished::new);
    }

    /**
     * Forgets that what the contact gets, and does not have already, identified a deleted one.
     *
     * @throws ProblemException if it did, and the rules say that a deleted contact stays so
     */
    private void restore(ContactRequest request, ChannelChange change, Contact contact, WriteRules rules) {
        Optional<String> newExternal = ContactIdentification.externalCustomerId(request)
                .filter(id -> change.selection().mayChange(ContactField.EXTERNAL_CUSTOMER_ID))
                .filter(id -> !contact.externalCustomerId().equals(Optional.of(id)));
        List<RequestedChannel> newChannels = change.written().stream()
                .filter(channel -> change.stored(channel).isEmpty())
                .toList();
        boolean restored = deleted.forget(contact.organisationId(), newExternal, newChannels);
        if (restored && !rules.restoreDeleted()) {
            throw ProblemException.invalid(
                    "", "was deleted, or has an address of a deleted contact; set restoreDeleted to add it again");
        }
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
        if (selection.mayChangeUnnamed()) {
            Optional.ofNullable(request.addressBookId()).ifPresent(contact::setAddressBookId);
            Optional.ofNullable(request.ordersInfo()).ifPresent(contact::setOrders);
        }
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
}
