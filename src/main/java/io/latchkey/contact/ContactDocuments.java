package io.latchkey.contact;

import io.latchkey.json.Json;
import io.latchkey.segment.GroupDocument;
import io.latchkey.segment.Segments;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Creates the documents of contacts, with as many queries for a page as for a single contact. */
@Singleton
class ContactDocuments {

    private final ContactFinder finder;
    private final Segments segments;
    private final Json json;

    @Inject
    ContactDocuments(ContactFinder finder, Segments segments, Json json) {
        this.finder = finder;
        this.segments = segments;
        this.json = json;
    }

    /**
     * Returns the documents of those ids that belong to the organisation, in the order of the ids; for many, in
     * {@link ContactPortions}. They are read in a transaction, since Open Liberty keeps what is read without one
     * until the end of the request.
     */
    @Transactional
    public List<ContactDocument> of(long organisationId, Collection<Long> ids) {
        List<Contact> contacts = finder.find(organisationId, ids);
        List<Long> found = contacts.stream().map(Contact::id).toList();
        Map<Long, List<ContactChannel>> channels =
                finder.channels(found).stream().collect(Collectors.groupingBy(ContactChannel::contactId));
        Map<Long, List<GroupDocument>> groups = segments.ofContacts(found);
        return contacts.stream()
                .map(contact -> ContactDocument.of(
                        contact,
                        channels.getOrDefault(contact.id(), List.of()).stream()
                                .map(channel -> ContactDocument.Channel.of(channel, json))
                                .toList(),
                        CustomFields.read(contact.fields(), json).values(),
                        groups.getOrDefault(contact.id(), List.of())))
                .toList();
    }
}
