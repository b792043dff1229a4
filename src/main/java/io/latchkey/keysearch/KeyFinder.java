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
 * Searches an organisation's keys for the pages, which show the first {@value #MAX_RESULTS} results; users refine
 * the search for more. On PostgreSQL the orders are indexed, except the one by creator and the one by most time left: a page
 * that begins at a {@link KeyCursor} reads little more than it shows. Those two, and a search by text, read all of the
 * organisation's keys; so may a filter in another order than the one by number.
 */
@Singleton
public class KeyFinder {

    /** The number of results that can be reached by paging. */
    public static final int MAX_RESULTS = 10_000;

    private final EntityManager entities;
    private final KeySearchQuery query;

    @Inject
    KeyFinder(EntityManager entities, KeySearchQuery query) {
        this.entities = entities;
        this.query = query;
    }

    /**
     * Returns at most {@code limit} results after the first {@code offset}, within {@link #MAX_RESULTS}.
     *
     * @param from a cursor of the same search, not beyond the offset; results between the two are skipped, at a
     *     cost
     */
    public KeySearchPage<ApiKey> find(long organisationId, KeySearch search, KeyCursor from, int offset, int limit) {
        KeySearchPage<Long> page;
        try {
            page = query.find(organisationId, search, from, offset, limit);
        } catch (SQLException e) {
            throw new PersistenceException("The keys could not be searched", e);
        }
        return page.with(keys(page.found()));
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

    /** Returns the number of results, or {@link #MAX_RESULTS} if there are at least that many. */
    public int count(long organisationId, KeySearch search) {
        try {
            return query.count(organisationId, search);
        } catch (SQLException e) {
            throw new PersistenceException("The keys could not be counted", e);
        }
    }
}
