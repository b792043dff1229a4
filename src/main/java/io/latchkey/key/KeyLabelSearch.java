package io.latchkey.key;

import io.latchkey.database.SqlValues;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import java.util.ArrayList;
import java.util.List;

/** Finds keys by label or external id. Each search scans a single index in the order of the keys' numbers. */
@Singleton
class KeyLabelSearch {

    private final EntityManager entities;

    @Inject
    KeyLabelSearch(EntityManager entities) {
        this.entities = entities;
    }

    /** Returns the numbers of the keys that match all criteria of the filter, which must not be empty. */
    @SuppressWarnings("unchecked")
    List<Long> numbers(long organisationId, KeyFilter filter, long afterNumber, int limit) {
        List<Object> parameters = new ArrayList<>(List.of(organisationId));
        StringBuilder sql = new StringBuilder();
        filter.label()
                .ifPresentOrElse(
                        label -> {
                            sql.append("SELECT l.key_number FROM api_key_label l"
                                    + " WHERE l.organisation_id = ? AND l.name = ? AND l.label = ?");
                            parameters.add(label.name());
                            parameters.add(label.value());
                            filter.externalId().ifPresent(id -> {
                                sql.append(" AND EXISTS"
                                        + " (SELECT 1 FROM api_key k WHERE k.id = l.key_id AND k.external_id = ?)");
                                parameters.add(id);
                            });
                            sql.append(" AND l.key_number > ? ORDER BY l.key_number");
                        },
                        () -> {
                            sql.append("SELECT k.number FROM api_key k WHERE k.organisation_id = ?"
                                    + " AND k.external_id = ? AND k.number > ? ORDER BY k.number");
                            parameters.add(filter.externalId().orElseThrow());
                        });
        parameters.add(afterNumber);
        parameters.add(limit);
        Query query = entities.createNativeQuery(
                sql.append(" FETCH FIRST ? ROWS ONLY").toString());
        return (List<Long>) SqlValues.bind(query, parameters).getResultList();
    }
}
