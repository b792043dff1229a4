package io.latchkey.key;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Searches the keys of an organisation, for people. Only the order of the numbers has an index: every other one, a count and a
 * search read all keys of the organisation, and are quick up to tens of thousands.
 */
@Singleton
public class KeyFinder {

    private final EntityManager entities;
    private final InactivityPolicy inactivity;
    private final Clock clock;

    @Inject
    public KeyFinder(EntityManager entities, InactivityPolicy inactivity, Clock clock) {
        this.entities = entities;
        this.inactivity = inactivity;
        this.clock = clock;
    }

    /** The keys that the search finds: at most {@code limit} of those after the first {@code offset}. */
    public List<ApiKey> find(long organisationId, KeySearch search, int offset, int limit) {
        Conditions conditions = conditions(organisationId, search);
        String query = "SELECT k FROM ApiKey k JOIN FETCH k.createdBy LEFT JOIN FETCH k.customRight"
                + conditions.clause() + " ORDER BY " + search.order().clause(search.descending());
        return conditions
                .bind(entities.createQuery(query, ApiKey.class))
                .setFirstResult(offset)
                .setMaxResults(limit)
                .getResultList();
    }

    /** How many keys the search finds. */
    public int count(long organisationId, KeySearch search) {
        Conditions conditions = conditions(organisationId, search);
        String query = "SELECT COUNT(k) FROM ApiKey k" + conditions.clause();
        return Math.toIntExact(
                conditions.bind(entities.createQuery(query, Long.class)).getSingleResult());
    }

    private Conditions conditions(long organisationId, KeySearch search) {
        StringBuilder clause = new StringBuilder(" WHERE k.organisationId = :organisation");
        Map<String, Object> values = new HashMap<>(Map.of("organisation", organisationId));
        search.accessRight().ifPresent(right -> {
            clause.append(" AND k.accessRight = :right");
            values.put("right", right);
        });
        search.status().ifPresent(status -> {
            // As ApiKey.status decides: a key past its period or its date is disabled, sweep or not.
            clause.append(
                    status == KeyStatus.ENABLED
                            ? " AND k.status = :enabled AND k.idleSince > :cutOff"
                                    + " AND (k.expiresAt IS NULL OR k.expiresAt > :now)"
                            : " AND (k.status <> :enabled OR k.idleSince <= :cutOff OR k.expiresAt <= :now)");
            values.put("enabled", KeyStatus.ENABLED);
            Instant now = clock.instant();
            values.put("now", now);
            values.put("cutOff", inactivity.cutOff(now));
        });
        if (!search.text().isEmpty()) {
            clause.append(" AND (LOWER(k.description) LIKE :part ESCAPE '!' OR LOWER(k.createdBy.name) LIKE :part"
                    + " ESCAPE '!' OR k.hint = :text OR k.externalId = :text"
                    + " OR LOWER(k.labels) LIKE :label ESCAPE '!'");
            values.put("label", like(search.text().replaceFirst(":", "=")));
            values.put("part", like(search.text()));
            values.put("text", search.text());
            if (search.text().matches("[0-9]{1,18}")) {
                clause.append(" OR k.number = :number");
                values.put("number", Long.parseLong(search.text()));
            }
            clause.append(")");
        }
        return new Conditions(clause.toString(), values);
    }

    private static String like(String part) {
        return "%" + part.toLowerCase(Locale.ROOT).replaceAll("[!%_]", "!$0") + "%";
    }

    private record Conditions(String clause, Map<String, Object> values) {

        <T> TypedQuery<T> bind(TypedQuery<T> query) {
            values.forEach(query::setParameter);
            return query;
        }
    }
}
