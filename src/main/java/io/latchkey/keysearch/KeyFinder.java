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
 * Searches the keys of an organisation, for people: they go through the first {@value #REACH} of what a search finds, and search
 * on for more. On PostgreSQL the orders by number, access right, description and last use have indexes: in these, a page that begins
 * at a {@link KeyMark} costs the same wherever it is. The other two, and a search by text, read the organisation's keys.
 */
@Singleton
public class KeyFinder {

    /** How many of the keys that are found can be reached by going on from page to page. */
    public static final int REACH = 10_000;

    private final EntityManager entities;
    private final KeyPlaces places;

    @Inject
    KeyFinder(EntityManager entities, KeyPlaces places) {
        this.entities = entities;
        this.places = places;
    }

    /**
     * The keys that the search finds: at most {@code limit} of those behind the first {@code offset}, within {@link #REACH}.
     *
     * @param from a mark of the same search, not behind them; those between it and them are passed over, at a cost
     */
    public KeyPart<ApiKey> find(long organisationId, KeySearch search, KeyMark from, int offset, int limit) {
        KeyPart<Long> part;
        try {
            part = places.find(organisationId, search, from, offset, limit);
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
                        "SELECT k FROM ApiKey k JOIN FETCH k.createdBy LEFT JOIN FETCH k.customRight WHERE k.id IN :ids",
                        ApiKey.class)
                .setParameter("ids", ids)
                .getResultStream()
                .sorted(Comparator.comparing(key -> order.get(key.id())))
                .toList();
    }

    /** How many keys the search finds, if they are fewer than {@link #REACH}, or else that number. */
    public int count(long organisationId, KeySearch search) {
        try {
            return places.count(organisationId, search);
        } catch (SQLException e) {
            throw new PersistenceException("The keys could not be counted", e);
        }
    }
}
