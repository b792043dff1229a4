package io.latchkey.key;

import io.latchkey.database.SqlValues;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds keys by label or external id. A search by one of them scans a single index in the order of the keys' numbers; one
 * by both begins with the criterion that fewer keys match.
 */
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
        List<Object> parameters = new ArrayList<>();
        StringBuilder sql = new StringBuilder();
        filter.label()
                .ifPresentOrElse(
                        label -> {
                            sql.append("SELECT l.key_number FROM api_key_label l");
                            // With the organisation again, so that the database may begin with either criterion.
                            filter.externalId().ifPresent(id -> {
                                sql.append(" JOIN api_key k ON k.id = l.key_id"
                                        + " AND k.organisation_id = ? AND k.external_id = ?");
                                parameters.addAll(List.of(organisationId, id));
                            });
                            sql.append(" WHERE l.organisation_id = ? AND l.name = ? AND l.label = ?"
                                    + " AND l.key_number > ? ORDER BY l.key_number");
                            parameters.addAll(List.of(organisationId, label.name(), label.value()));
                        },
                        () -> {
                            sql.append("SELECT k.number FROM api_key k WHERE k.organisation_id = ?"
                                    + " AND k.external_id = ? AND k.number > ? ORDER BY k.number");
                            parameters.addAll(
                                    List.of(organisationId, filter.externalId().orElseThrow()));
                        });
        parameters.add(afterNumber);
        parameters.add(limit);
        Query query = entities.createNativeQuery(
                sql.append(" FETCH FIRST ? ROWS ONLY").toString());
        return (List<Long>) SqlValues.bind(query, parameters).getResultList();
    }
}
