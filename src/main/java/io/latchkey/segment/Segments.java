package io.latchkey.segment;

import io.latchkey.database.LikePattern;
import io.latchkey.database.SqlValues;
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

    /** An organisation's segments: few enough to be looked through for a part of a name. */
    public static final int MAX_SEGMENTS = 5000;

    private final EntityManager entities;
    private final Clock clock;

    @Inject
    public Segments(EntityManager entities, Clock clock) {
        this.entities = entities;
        this.clock = clock;
    }

    /** The segment of the organisation with this id. */
    public Optional<Segment> find(long organisationId, long id) {
        return entities.createQuery(
                        "SELECT s FROM Segment s WHERE s.organisationId = :organisation AND s.id = :id", Segment.class)
                .setParameter("organisation", organisationId)
                .setParameter("id", id)
                .getResultStream()
                .findFirst();
    }

    /** A page of the organisation's segments whose names hold the text, in whatever case. */
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

    /** The segments that contacts are in, by the contacts' ids; contacts in none are left out. */
    public Map<Long, List<GroupDocument>> ofContacts(Collection<Long> contactIds) {
        Map<Long, List<GroupDocument>> groups = new HashMap<>();
        if (contactIds.isEmpty()) {
            return groups;
        }
        Query query = entities.createNativeQuery("SELECT m.contact_id, s.id, s.name FROM segment_member m"
                + " JOIN segment s ON s.id = m.segment_id WHERE m.contact_id IN (" + SqlValues.places(contactIds.size())
                + ") ORDER BY m.contact_id, s.id");
        int position = 1;
        for (Long contactId : contactIds) {
            query.setParameter(position++, contactId);
        }
        for (Object row : query.getResultList()) {
            Object[] columns = (Object[]) row;
            groups.computeIfAbsent((Long) columns[0], contact -> new ArrayList<>())
                    .add(GroupDocument.of((Long) columns[1], (String) columns[2]));
        }
        return groups;
    }

    /**
     * The segments with these names, those that are missing made.
     *
     * <p>Two callers that make the same one at once: one of them gets an error of the database, and must try again.
     *
     * @throws ProblemException 400, when the organisation would have more than {@link #MAX_SEGMENTS}
     */
    @Transactional
    public List<Segment> ofNames(long organisationId, Collection<String> names) {
        // Sorted, so that two callers make them in the same order and do not lock each other out.
        TreeMap<String, String> nameOfKey = new TreeMap<>();
        names.stream().filter(name -> !name.isBlank()).forEach(name -> nameOfKey.putIfAbsent(Segment.key(name), name));
        return nameOfKey.values().stream()
                .map(name -> find(organisationId, name).orElseGet(() -> make(organisationId, name)))
                .toList();
    }

    /** The segment of the organisation with this name, in whatever case. */
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
     * Puts contacts into a segment; those of other organisations and those that are in it already are passed over.
     *
     * @return how many are new in it
     */
    @Transactional
    public int attach(Segment segment, Collection<Long> contactIds) {
        if (contactIds.isEmpty()) {
            return 0;
        }
        // Rows that the persistence context still holds are not there yet for a native statement.
        entities.flush();
        Query insert = entities.createNativeQuery("INSERT INTO segment_member (segment_id, contact_id, organisation_id)"
                + " SELECT s.id, c.id, c.organisation_id FROM contact c, segment s"
                + " WHERE s.id = ? AND c.organisation_id = s.organisation_id AND c.id IN ("
                + SqlValues.places(contactIds.size()) + ")"
                + " AND NOT EXISTS (SELECT 1 FROM segment_member m WHERE m.segment_id = s.id AND m.contact_id = c.id)");
        return executeUpdate(insert, segment, contactIds);
    }

    /**
     * Takes contacts out of a segment.
     *
     * @return how many were in it
     */
    @Transactional
    public int detach(Segment segment, Collection<Long> contactIds) {
        if (contactIds.isEmpty()) {
            return 0;
        }
        entities.flush();
        Query delete = entities.createNativeQuery("DELETE FROM segment_member WHERE segment_id = ? AND contact_id IN ("
                + SqlValues.places(contactIds.size()) + ")");
        return executeUpdate(delete, segment, contactIds);
    }

    /** Takes a contact out of every segment. */
    @Transactional
    public void leaveAll(long contactId) {
        entities.createNativeQuery("DELETE FROM segment_member WHERE contact_id = ?")
                .setParameter(1, contactId)
                .executeUpdate();
    }

    private static int executeUpdate(Query statement, Segment segment, Collection<Long> contactIds) {
        statement.setParameter(1, segment.id());
        int position = 2;
        for (Long contactId : contactIds) {
            statement.setParameter(position++, contactId);
        }
        return statement.executeUpdate();
    }
}
