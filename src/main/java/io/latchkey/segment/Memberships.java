package io.latchkey.segment;

import io.latchkey.database.Batches;
import io.latchkey.database.SqlValues;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Writes which contacts are in which segments, in the transaction of its caller, who has locked the contacts. */
final class Memberships {

    /** How many are added at once. */
    private static final int BATCH = 1000;

    /** H2 does not learn the types from what the values are compared with. */
    private static final String PAIR = "(CAST(? AS BIGINT), CAST(? AS BIGINT))";

    private final EntityManager entities;

    Memberships(EntityManager entities) {
        this.entities = entities;
    }

    /**
     * Adds each contact to the segments of its own, with one statement for every thousand memberships; segments of
     * another organisation than the contact's, and those in which it is already, are ignored.
     *
     * @param segmentsOfContact the ids of the segments, each once, by those of the contacts
     * @return how many are new
     */
    int add(Map<Long, ? extends Collection<Long>> segmentsOfContact) {
        List<Pair> all = segmentsOfContact.entrySet().stream()
                .flatMap(of -> of.getValue().stream().map(segment -> new Pair(segment, of.getKey())))
                // All write them in this order.
                .sorted(Comparator.comparingLong(Pair::segmentId).thenComparingLong(Pair::contactId))
                .toList();
        int added = 0;
        for (List<Pair> some : Batches.of(all, BATCH)) {
            added += add(some);
        }
        return added;
    }

    private int add(List<Pair> some) {
        // Makes rows still held by the persistence context visible to a native statement.
        entities.flush();
        Query insert = entities.createNativeQuery("INSERT INTO segment_member (segment_id, contact_id, organisation_id)"
                + " SELECT s.id, c.id, c.organisation_id FROM (VALUES " + PAIR + (", " + PAIR).repeat(some.size() - 1)
                + ") a (segment_id, contact_id) JOIN segment s ON s.id = a.segment_id"
                + " JOIN contact c ON c.id = a.contact_id AND c.organisation_id = s.organisation_id WHERE NOT EXISTS"
                + " (SELECT 1 FROM segment_member m WHERE m.segment_id = s.id AND m.contact_id = c.id)"
                + " ORDER BY s.id, c.id");
        List<Long> values = some.stream()
                .flatMap(pair -> Stream.of(pair.segmentId(), pair.contactId()))
                .toList();
        return SqlValues.bind(insert, values).executeUpdate();
    }

    /**
     * Removes all of the contacts from all of the segments.
     *
     * @return how many there were
     */
    int remove(Collection<Long> segmentIds, Collection<Long> contactIds) {
        if (segmentIds.isEmpty() || contactIds.isEmpty()) {
            return 0;
        }
        entities.flush();
        Query delete = entities.createNativeQuery("DELETE FROM segment_member WHERE segment_id IN ("
                + SqlValues.placeholders(segmentIds.size()) + ") AND contact_id IN ("
                + SqlValues.placeholders(contactIds.size()) + ")");
        List<Long> values =
                Stream.concat(segmentIds.stream(), contactIds.stream()).toList();
        return SqlValues.bind(delete, values).executeUpdate();
    }

    private record Pair(long segmentId, long contactId) {}
}
