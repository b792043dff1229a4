package io.latchkey.segment;

import io.latchkey.database.LikePattern;
import io.latchkey.database.SqlValues;
import io.latchkey.organisation.NamedRows;
import io.latchkey.organisation.OrganisationLock;
import io.latchkey.problem.ProblemException;
import io.latchkey.rest.PageRequest;
import io.latchkey.rest.PageResponse;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The segments of the organisations. */
@Singleton
public class Segments {

    /** The maximum number of segments per organisation, few enough to be searched for part of a name. */
    public static final int MAX_SEGMENTS = 5000;

    private final EntityManager entities;
    private final NamedRows<Segment> named;
    private final Memberships memberships;
    private final Clock clock;

    @Inject
    public Segments(EntityManager entities, Clock clock) {
        this.entities = entities;
        this.named = new NamedRows<>(
                entities,
                Segment.class,
                Segment::id,
                MAX_SEGMENTS,
                () -> ProblemException.invalid(
                        "groups", "must not create another segment: the organisation can have only " + MAX_SEGMENTS));
        this.memberships = new Memberships(entities);
        this.clock = clock;
    }

    /** Returns the organisation's segment with the given id. */
    public Optional<Segment> find(long organisationId, long id) {
        return entities.createQuery(
                        "SELECT s FROM Segment s WHERE s.organisationId = :organisation AND s.id = :id", Segment.class)
                .setParameter("organisation", organisationId)
                .setParameter("id", id)
                .getResultStream()
                .findFirst();
    }

    /** Returns a page of the organisation's segments whose names contain the text, ignoring case. */
    public PageResponse<Segment> list(long organisationId, String part, PageRequest page) {
        String pattern = LikePattern.containing(NamedRows.key(part));
        String matching =
                " FROM Segment s WHERE s.organisationId = :organisation AND s.nameKey LIKE :pattern ESCAPE '!'";
        List<Segment> found = entities.createQuery(
                        "SELECT s" + matching + " AND s.id > :after ORDER BY s.id", Segment.class)
                .setParameter("organisation", organisationId)
                .setParameter("pattern", pattern)
                .setParameter("after", page.after())
                .setFirstResult(page.offset())
                .setMaxResults(page.limit() + 1)
                .getResultList();
        long total = entities.createQuery("SELECT COUNT(s)" + matching, Long.class)
                .setParameter("organisation", organisationId)
                .setParameter("pattern", pattern)
                .getSingleResult();
        return PageResponse.of(found, page.limit(), total);
    }

    /** Returns the segments of contacts, by the contacts' ids; contacts in no segment are omitted. */
    public Map<Long, List<GroupDocument>> ofContacts(Collection<Long> contactIds) {
        Map<Long, List<GroupDocument>> groups = new HashMap<>();
        if (contactIds.isEmpty()) {
            return groups;
        }
        Query query = entities.createNativeQuery("SELECT m.contact_id, s.id, s.name FROM segment_member m"
                + " JOIN segment s ON s.id = m.segment_id WHERE m.contact_id IN ("
                + SqlValues.placeholders(contactIds.size())
                + ") ORDER BY m.contact_id, s.id");
        for (Object row : SqlValues.bind(query, contactIds).getResultList()) {
            Object[] columns = (Object[]) row;
            groups.computeIfAbsent((Long) columns[0], contact -> new ArrayList<>())
                    .add(GroupDocument.of((Long) columns[1], (String) columns[2]));
        }
        return groups;
    }

    /**
     * Returns the segments with the given names, creating those that are missing, with one statement if none is. Must
     * be called before the transaction locks a contact, as it may take the {@link OrganisationLock}.
     *
     * <p>If two callers create the same segment concurrently, one of them waits until the other's transaction has
     * ended, and gets the segment that the other has created.
     *
     * @throws ProblemException 400, when the organisation would have more than {@link #MAX_SEGMENTS}
     */
    @Transactional
    public NamedSegments ofNames(long organisationId, Collection<String> names) {
        List<String> written = names.stream().filter(name -> !name.isBlank()).toList();
        return new NamedSegments(named.findOrCreate(
                organisationId, written, name -> new Segment(organisationId, name, clock.instant())));
    }

    /** Returns the organisation's segment with the given name, ignoring case. */
    public Optional<Segment> find(long organisationId, String name) {
        return entities.createQuery(
                        "SELECT s FROM Segment s WHERE s.organisationId = :organisation AND s.nameKey = :key",
                        Segment.class)
                .setParameter("organisation", organisationId)
                .setParameter("key", NamedRows.key(name))
                .getResultStream()
                .findFirst();
    }

    /**
     * Adds contacts to a segment; those of other organisations and those already in it are ignored. The contacts are
     * locked before, as by all who write them: who adds one of them to the same segment meanwhile could otherwise wait
     * for this transaction and this one for it.
     *
     * @return the number of contacts added
     */
    @Transactional
    public int attach(Segment segment, Collection<Long> contactIds) {
        if (contactIds.isEmpty()) {
            return 0;
        }
        Query lock = entities.createNativeQuery("SELECT id FROM contact WHERE organisation_id = ? AND id IN ("
                + SqlValues.placeholders(contactIds.size()) + ") ORDER BY id FOR UPDATE");
        List<Long> values = new ArrayList<>(List.of(segment.organisationId()));
        values.addAll(contactIds);
        SqlValues.bind(lock, values).getResultList();
        List<Long> segments = List.of(segment.id());
        return memberships.add(contactIds.stream().distinct().collect(Collectors.toMap(id -> id, id -> segments)));
    }

    /**
     * Adds contacts, each to segments of its own, with one statement for every thousand memberships. The caller has
     * locked the contacts. Otherwise like {@link #attach}.
     *
     * @param segmentsOfContact the ids of the segments, each once, by those of the contacts
     */
    @Transactional
    public void attachLocked(Map<Long, ? extends Collection<Long>> segmentsOfContact) {
        memberships.add(segmentsOfContact);
    }

    /**
     * Removes contacts from a segment.
     *
     * @return the number of contacts removed
     */
    @Transactional
    public int detach(Segment segment, Collection<Long> contactIds) {
        return memberships.remove(List.of(segment.id()), contactIds);
    }

    /** Removes contacts from the organisation's segments with the given names, ignoring case, with two statements. */
    @Transactional
    public void detach(long organisationId, Collection<String> names, Collection<Long> contactIds) {
        memberships.remove(named.find(organisationId, names).values(), contactIds);
    }

    /** Removes a contact from every segment. */
    @Transactional
    public void leaveAll(long contactId) {
        entities.createNativeQuery("DELETE FROM segment_member WHERE contact_id = ?")
                .setParameter(1, contactId)
                .executeUpdate();
    }
}
