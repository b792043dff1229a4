package io.latchkey.key;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;

/** The rows by which {@link KeyFilterQuery} finds keys; each key's own row has its labels as well. */
@Singleton
class KeyLabelIndex {

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
        key.labels().values().forEach((name, label) -> entities.createNativeQuery("INSERT INTO api_key_label"
                        + " (key_id, organisation_id, key_number, name, label) VALUES (?, ?, ?, ?, ?)")
                .setParameter(1, key.id())
                .setParameter(2, key.organisationId())
                .setParameter(3, key.number())
                .setParameter(4, name)
                .setParameter(5, label)
                .executeUpdate());
    }
}
