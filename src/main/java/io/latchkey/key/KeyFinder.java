package io.latchkey.key;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import java.time.Clock;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Searches the keys of an organisation, for people: they go through the first {@value #REACH} of what a search finds, and search
 * on for more. So the way to a page is never longer than that, however many keys there are. On PostgreSQL the orders by
 * number, access right, description and last use have indexes; the other two, and a search by text, read the organisation's keys.
 */
@Singleton
public class KeyFinder {

    /** How many of the keys that are found can be reached by going on from page to page. */
    public static final int REACH = 10_000;

    private final EntityManager entities;
    private final InactivityPolicy inactivity;
    private final Clock clock;

    @Inject
    public KeyFinder(EntityManager entities, InactivityPolicy inactivity, Clock clock) {
        this.entities = entities;
        this.inactivity = inactivity;
        this.clock = clock;
    }

    /** The keys that the search finds: at most {@code limit} of those after the first {@code offset}, within {@link #REACH}. */
    public List<ApiKey> find(long organisationId, KeySearch search, int offset, int limit) {
        int rows = Math.min(limit, REACH - offset);
        if (rows <= 0) {
            return List.of();
        }
        KeySearchSql sql = sql(organisationId, search);
        sql.append("SELECT k.id").found().order().append(" OFFSET ? ROWS FETCH FIRST ? ROWS ONLY", offset, rows);
        List<Long> ids =
                query(sql).getResultList().stream().map(id -> (Long) id).toList();
        if (ids.isEmpty()) {
            return List.of();
        }
        Map<Long, Integer> places = new HashMap<>();
        ids.forEach(id -> places.put(id, places.size()));
        return entities.createQuery(
                        "SELECT k FROM ApiKey k JOIN FETCH k.createdBy LEFT JOIN FETCH k.customRight WHERE k.id IN :ids",
                        ApiKey.class)
                .setParameter("ids", ids)
                .getResultStream()
                .sorted(Comparator.comparing(key -> places.get(key.id())))
                .toList();
    }

    /** How many keys the search finds, if they are fewer than {@link #REACH}, or else that number. */
    public int count(long organisationId, KeySearch search) {
        KeySearchSql sql = sql(organisationId, search);
        sql.append("SELECT COUNT(*) FROM (SELECT k.id").found().append(" FETCH FIRST ? ROWS ONLY) within_reach", REACH);
        return ((Number) query(sql).getSingleResult()).intValue();
    }

    private KeySearchSql sql(long organisationId, KeySearch search) {
        return new KeySearchSql(organisationId, search, inactivity, clock.instant());
    }

    private Query query(KeySearchSql sql) {
        Query query = entities.createNativeQuery(sql.text());
        List<Object> values = sql.values();
        for (int i = 0; i < values.size(); i++) {
            query.setParameter(i + 1, values.get(i));
        }
        return query;
    }
}
