package io.latchkey.key;

import io.latchkey.database.SqlValues;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds the keys that match a {@link KeyFilter}. A search by one criterion scans a single index in the order of the
 * keys' numbers; one by both begins with the criterion that fewer keys match.
 */
@Singleton
class KeyFilterQuery {

    private final EntityManager entities;

    @Inject
    KeyFilterQuery(EntityManager entities) {
        this.entities = entities;
    }

    /**
     * A query for the numbers of keys, in their order, without the number after which they begin and the limit.
     *
     * @param parameters the values of all its parameters but the last, which is that number
     */
    private record Selection(String sql, List<Object> parameters) {}

    /**
     * Returns the numbers of the keys that match all criteria of the filter, in ascending order.
     *
     * @param filter must not be empty
     * @param afterNumber the number after which they begin
     * @param limit the most that are returned
     */
    @SuppressWarnings("unchecked")
    List<Long> numbers(long organisationId, KeyFilter filter, long afterNumber, int limit) {
        Selection selection = filter.label()
                .map(label -> byLabel(organisationId, label, filter.externalId()))
                .orElseGet(
                        () -> byExternalId(organisationId, filter.externalId().orElseThrow()));
        List<Object> parameters = new ArrayList<>(selection.parameters());
        parameters.add(afterNumber);
        parameters.add(limit);
        Query query = entities.createNativeQuery(selection.sql() + " FETCH FIRST ? ROWS ONLY");
        return (List<Long>) SqlValues.bind(query, parameters).getResultList();
    }

    private static Selection byLabel(long organisationId, KeyFilter.Label label, Optional<String> externalId) {
        StringBuilder sql = new StringBuilder("SELECT l.key_number FROM api_key_label l");
        List<Object> parameters = new ArrayList<>();
        externalId.ifPresent(id -> {
            // With the organisation again, so that the database may begin with either criterion.
            sql.append(" JOIN api_key k ON k.id = l.key_id AND k.organisation_id = ? AND k.external_id = ?");
            parameters.addAll(List.of(organisationId, id));
        });
        sql.append(" WHERE l.organisation_id = ? AND l.name = ? AND l.label = ? AND l.key_number > ?"
                + " ORDER BY l.key_number");
        parameters.addAll(List.of(organisationId, label.name(), label.value()));
        return new Selection(sql.toString(), parameters);
    }

    private static Selection byExternalId(long organisationId, String externalId) {
        return new Selection(
                "SELECT k.number FROM api_key k WHERE k.organisation_id = ? AND k.external_id = ? AND k.number > ?"
                        + " ORDER BY k.number",
                List.of(organisationId, externalId));
    }
}
