package io.latchkey.key;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Map;

/** The rows by which {@link KeyFilterQuery} finds keys; each key's own row has its labels as well. */
@Singleton
class KeyLabelIndex {

    private static final String INSERT =
            "INSERT INTO api_key_label (key_id, organisation_id, key_number, name, label) VALUES (?, ?, ?, ?, ?)";

    private final EntityManager entities;

    @Inject
    KeyLabelIndex(EntityManager entities) {
        this.entities = entities;
    }

    /**
     * Rewrites the index rows of the key's labels, within the caller's transaction and after the key's own
     * row.
     */
    void write(ApiKey key) {
        entities.createNativeQuery("DELETE FROM api_key_label WHERE key_id = ?")
                .setParameter(1, key.id())
                .executeUpdate();
        key.labels().values().forEach((name, label) -> entities.createNativeQuery(INSERT)
                .setParameter(1, key.id())
                .setParameter(2, key.organisationId())
                .setParameter(3, key.number())
                .setParameter(4, name)
                .setParameter(5, label)
                .executeUpdate());
    }

    /**
     * Inserts the index rows of new keys on the connection on which their own rows were inserted.
     *
     * @param keys by their ids, which the keys themselves do not know
     */
    void insert(Connection connection, Map<Long, ApiKey> keys) throws SQLException {
        try (PreparedStatement labels = connection.prepareStatement(INSERT)) {
            boolean labelled = false;
            for (Map.Entry<Long, ApiKey> key : keys.entrySet()) {
                for (Map.Entry<String, String> label :
                        key.getValue().labels().values().entrySet()) {
                    bind(labels, key.getKey(), key.getValue(), label);
                    labels.addBatch();
                    labelled = true;
                }
            }
            if (labelled) {
                labels.executeBatch();
            }
        }
    }

    private static void bind(PreparedStatement insert, long keyId, ApiKey key, Map.Entry<String, String> label)
            throws SQLException {
        insert.setLong(1, keyId);
        insert.setLong(2, key.organisationId());
        insert.setLong(3, key.number());
        insert.setString(4, label.getKey());
        insert.setString(5, label.getValue());
    }
}
