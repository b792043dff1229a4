package io.latchkey.key;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.util.Optional;

/**
 * Reads presented secrets and their keys from the database, as they are now. Each read has a persistence
 * context of its own: in that of the request, some servers would return what the request has read before, even
 * if the key has been disabled since.
 */
@Singleton
class SecretLookup {

    /** The right by its path: EclipseLink would not fetch it by an alias of the key. */
    private static final String WITH_KEY =
            "SELECT s FROM KeySecret s JOIN FETCH s.key LEFT JOIN FETCH s.key.customRight ";

    private final EntityManagerFactory contexts;

    @Inject
    SecretLookup(EntityManagerFactory contexts) {
        this.contexts = contexts;
    }

    /** Returns the secret with the given digest and its key in one query, even if it has expired. */
    Optional<PresentedKey> find(byte[] digest) {
        try (EntityManager own = contexts.createEntityManager()) {
            return managed(own, digest).map(PresentedKey::new);
        }
    }

    /** Returns the secret with the given id and its key in one query, even if it has expired. */
    Optional<PresentedKey> find(long id) {
        try (EntityManager own = contexts.createEntityManager()) {
            return managed(own, "s.id", id).map(PresentedKey::new);
        }
    }

    /** Does the same in the persistence context of a caller that is going to change them. */
    static Optional<KeySecret> managed(EntityManager entities, byte[] digest) {
        return managed(entities, "s.digest", digest);
    }

    private static Optional<KeySecret> managed(EntityManager entities, String field, Object value) {
        return entities.createQuery(WITH_KEY + "WHERE " + field + " = :value", KeySecret.class)
                .setParameter("value", value)
                .getResultStream()
                .findFirst();
    }
}
