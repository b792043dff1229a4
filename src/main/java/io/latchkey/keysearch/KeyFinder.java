package io.latchkey.keysearch;

import io.latchkey.key.ApiKey;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceException;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Searches an organisation's keys for the pages, which show the first {@value #REACH} results; users refine
 * the search for more. On PostgreSQL the orders by number, access right, description and last use are
 * indexed: in these, a page that begins at a {@link KeyMark} costs the same wherever it is. The other two
 * orders, and a search by text, read all of the organisation's keys.
 */
@Singleton
public class KeyFinder {

    /** The number of results that can be reached by paging. */
    public static final int REACH = 10_000;

    private final EntityManager entities;
    private final KeySearchQuery query;

    @Inject
    KeyFinder(EntityManager entities, KeySearchQuery query) {
        this.entities = entities;
        this.query = query;
    }

    /**
     * Returns at most {@code limit} results after the first {@code offset}, within {@link #REACH}.
     *
     * @param from a mark of the same search, not beyond the offset; results between the two are skipped, at a
     *     cost
     */
    public KeyPart<ApiKey> find(long organisationId, KeySearch search, KeyMark from, int offset, int limit) {
        KeyPart<Long> part;
        try {
            part = query.find(organisationId, search, from, offset, limit);
        } catch (SQLException e) {
            throw new PersistenceException("The keys could not be searched", e);
        }
        return part.with(keys(part.found()));
    }

    private List<ApiKey> keys(List<Long> ids) {
        if (ids.isEmpty()) {
            return List.of();
        }
        Map<Long, Integer> order = new HashMap<>();
        ids.forEach(id -> order.put(id, order.size()));
        return entities.createQuery(
                        "SELECT k FROM ApiKey k LEFT JOIN FETCH k.customRight WHERE k.id IN :ids", ApiKey.class)
                .setParameter("ids", ids)
                .getResultStream()
                .sorted(Comparator.comparing(key -> order.get(key.id())))
                .toList();
    }

    /** Returns the number of results, or {@link #REACH} if there are at least that many. */
    public int count(long organisationId, KeySearch search) {
        try {
            return query.count(organisationId, search);
        } catch (SQLException e) {
            throw new PersistenceException("The keys could not be counted", e);
        }
    }
}
