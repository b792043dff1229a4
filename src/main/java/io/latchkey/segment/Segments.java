package io.latchkey.segment;

import io.latchkey.database.LikePattern;
import io.latchkey.database.SqlValues;
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
import java.util.TreeMap;

/** The segments of the organisations. */
@Singleton
public class Segments {

    /** The maximum number of segments per organisation, few enough to be searched for part of a name. */
    public static final int MAX_SEGMENTS = 5000;

    private final EntityManager entities;
    private final Clock clock;

    @Inject
    public Segments(EntityManager entities, Clock clock) {
        this.entities = entities;
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
        String pattern = LikePattern.containing(Segment.key(part));
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
     * Returns the segments with the given names, creating those that are missing.
     *
     * <p>If two callers create the same segment concurrently, one of them waits until the other's transaction has
     * ended, and gets the segment that the other has created.
     *
     * @throws ProblemException 400, when the organisation would have more than {@link #MAX_SEGMENTS}
     */
    @Transactional
    public List<Segment> ofNames(long organisationId, Collection<String> names) {
        // Sorted, so that concurrent callers create them in the same order and cannot deadlock.
        TreeMap<String, String> nameOfKey = new TreeMap<>();
        names.stream().filter(name -> !name.isBlank()).forEach(name -> nameOfKey.putIfAbsent(Segment.key(name), name));
        return nameOfKey.values().stream()
                .map(name -> find(organisationId, name).orElseGet(() -> make(organisationId, name)))
                .toList();
    }

    /** Returns the organisation's segment with the given name, ignoring case. */
    public Optional<Segment> find(long organisationId, String name) {
        return entities.createQuery(
                        "SELECT s FROM Segment s WHERE s.organisationId = :organisation AND s.nameKey = :key",
                        Segment.class)
                .setParameter("organisation", organisationId)
                .setParameter("key", Segment.key(name))
                .getResultStream()
                .findFirst();
    }

    private Segment make(long organisationId, String name) {
        // Or several at once would each find room for one more.
        OrganisationLock.take(entities, organisationId);
        // It may have been created while this transaction waited.
        return find(organisationId, name).orElseGet(() -> makeMissing(organisationId, name));
    }

    /** The caller has locked the organisation. */
    private Segment makeMissing(long organisationId, String name) {
        long present = entities.createQuery(
                        "SELECT COUNT(s) FROM Segment s WHERE s.organisationId = :organisation", Long.class)
                .setParameter("organisation", organisationId)
                .getSingleResult();
        if (present >= MAX_SEGMENTS) {
            throw ProblemException.invalid(
                    "groups", "must not create another segment: the organisation already has " + MAX_SEGMENTS);
        }
        Segment made = new Segment(organisationId, name, clock.instant());
        entities.persist(made);
        entities.flush();
        return made;
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
        bind(lock, segment.organisationId(), contactIds).getResultList();
        return attachLocked(segment, contactIds);
    }

    /** Adds contacts that the caller has locked. Otherwise like {@link #attach}. */
    @Transactional
    public int attachLocked(Segment segment, Collection<Long> contactIds) {
        if (contactIds.isEmpty()) {
            return 0;
        }
        // Makes rows still held by the persistence context visible to a native statement.
        entities.flush();
        Query insert = entities.createNativeQuery("INSERT INTO segment_member (segment_id, contact_id, organisation_id)"
                + " SELECT s.id, c.id, c.organisation_id FROM contact c, segment s"
                + " WHERE s.id = ? AND c.organisation_id = s.organisation_id AND c.id IN ("
                + SqlValues.placeholders(contactIds.size()) + ")"
                + " AND NOT EXISTS (SELECT 1 FROM segment_member m WHERE m.segment_id = s.id AND m.contact_id = c.id)");
        return bind(insert, segment.id(), contactIds).executeUpdate();
    }

    /**
     * Removes contacts from a segment.
     *
     * @return the number of contacts removed
     */
    @Transactional
    public int detach(Segment segment, Collection<Long> contactIds) {
        if (contactIds.isEmpty()) {
            return 0;
        }
        entities.flush();
        Query delete = entities.createNativeQuery("DELETE FROM segment_member WHERE segment_id = ? AND contact_id IN ("
                + SqlValues.placeholders(contactIds.size()) + ")");
        return bind(delete, segment.id(), contactIds).executeUpdate();
    }

    /** Removes a contact from every segment. */
    @Transactional
    public void leaveAll(long contactId) {
        entities.createNativeQuery("DELETE FROM segment_member WHERE contact_id = ?")
                .setParameter(1, contactId)
                .executeUpdate();
    }

    private static Query bind(Query statement, long first, Collection<Long> contactIds) {
        List<Long> values = new ArrayList<>(List.of(first));
        values.addAll(contactIds);
        return SqlValues.bind(statement, values);
    }
}
