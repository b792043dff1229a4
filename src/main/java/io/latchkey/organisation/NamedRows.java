package io.latchkey.organisation;

import io.latchkey.problem.ProblemException;
import jakarta.persistence.EntityManager;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The rows of an entity of which each has a name that its organisation has once, whatever the case, and of which an
 * organisation has a limited number. All methods are part of the caller's transaction.
 *
 * @param entities the entity manager of the caller's transaction
 * @param type the entity, with {@code organisationId} and {@code nameKey}
 * @param id returns the id of a row
 * @param max the maximum number per organisation
 * @param tooMany creates the refusal of more than that
 */
public record NamedRows<T>(
        EntityManager entities, Class<T> type, Function<T, Long> id, int max, Supplier<ProblemException> tooMany) {

    /** Returns a key that is equal for all spellings of a name: the {@code nameKey} of its row. */
    public static String key(String name) {
        return name.strip().toLowerCase(Locale.ROOT);
    }

    /** Returns the ids of the organisation's rows with the given names, by the keys of these. */
    public Map<String, Long> find(long organisationId, Collection<String> names) {
        return findKeys(organisationId, names.stream().map(NamedRows::key).toList());
    }

    private Map<String, Long> findKeys(long organisationId, Collection<String> keys) {
        Map<String, Long> idOfKey = new HashMap<>();
        if (!keys.isEmpty()) {
            entities.createQuery(
                            "SELECT r.nameKey, r.id FROM " + type.getSimpleName()
                                    + " r WHERE r.organisationId = :organisation AND r.nameKey IN :keys",
                            Object[].class)
                    .setParameter("organisation", organisationId)
                    .setParameter("keys", keys)
                    .getResultStream()
                    .forEach(row -> idOfKey.put((String) row[0], (Long) row[1]));
        }
        return idOfKey;
    }

    /**
     * Returns the ids of the rows with the given names by their keys, creating those that are missing, with one
     * statement if none is. Must be called before the transaction takes any other lock, as it may take the
     * {@link OrganisationLock}: of two callers that create the same row concurrently, one waits until the other's
     * transaction has ended, and gets the row that the other has created.
     *
     * @param names of several spellings of one name, the first is used
     * @param create makes a row with a name, without storing it
     * @throws ProblemException if the organisation would have too many
     */
    public Map<String, Long> findOrCreate(long organisationId, Collection<String> names, Function<String, T> create) {
        // Sorted, so that rows are created in the same order by all.
        SortedMap<String, String> nameOfKey = new TreeMap<>();
        names.forEach(name -> nameOfKey.putIfAbsent(key(name), name));
        Map<String, Long> idOfKey = findKeys(organisationId, nameOfKey.keySet());
        if (idOfKey.size() < nameOfKey.size()) {
            // Or several at once would each find room for one more.
            OrganisationLock.take(entities, organisationId);
            // Some may have been created while this transaction waited.
            idOfKey.putAll(findKeys(organisationId, nameOfKey.keySet()));
            Map<String, T> missing = new LinkedHashMap<>();
            nameOfKey.forEach((key, name) -> {
                if (!idOfKey.containsKey(key)) {
                    missing.put(key, create.apply(name));
                }
            });
            store(organisationId, missing.values());
            missing.forEach((key, row) -> idOfKey.put(key, id.apply(row)));
        }
        return idOfKey;
    }

    private void store(long organisationId, Collection<T> rows) {
        long present = entities.createQuery(
                        "SELECT COUNT(r) FROM " + type.getSimpleName() + " r WHERE r.organisationId = :organisation",
                        Long.class)
                .setParameter("organisation", organisationId)
                .getSingleResult();
        if (present + rows.size() > max) {
            throw tooMany.get();
        }
        rows.forEach(entities::persist);
        entities.flush();
    }
}
