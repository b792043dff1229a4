package io.latchkey.contactimport;

import io.latchkey.database.SqlInstant;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Deletes imports that finished more than {@code latchkey.import.retention} ago. Concurrent runs are
 * harmless: one does not find what the other has deleted.
 */
@Singleton
class ImportCleanup {

    private final EntityManager entities;
    private final Clock clock;
    private final Duration retention;

    @Inject
    ImportCleanup(
            EntityManager entities,
            Clock clock,
            @ConfigProperty(name = "latchkey.import.retention") Duration retention) {
        this.entities = entities;
        this.clock = clock;
        this.retention = retention;
    }

    /** Deletes the import that finished first; returns false when there is none to delete. */
    @Transactional
    public boolean forgetOne() {
        List<?> due = entities.createNativeQuery("SELECT session_id FROM contact_import"
                        + " WHERE status = 'FINISHED' AND finished_at < ? ORDER BY finished_at"
                        + " FETCH FIRST 1 ROWS ONLY")
                .setParameter(1, SqlInstant.of(clock.instant().minus(retention)))
                .getResultList();
        for (Object sessionId : due) {
            entities.createNativeQuery("DELETE FROM contact_import_item WHERE session_id = ?")
                    .setParameter(1, sessionId)
                    .executeUpdate();
            entities.createNativeQuery("DELETE FROM contact_import WHERE session_id = ?")
                    .setParameter(1, sessionId)
                    .executeUpdate();
        }
        return !due.isEmpty();
    }
}
