package io.latchkey.contactimport;

import io.latchkey.database.SqlInstant;
import io.latchkey.organisation.OrganisationLock;
import io.latchkey.problem.Problem;
import io.latchkey.problem.ProblemException;
import io.latchkey.problem.ProblemType;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Stores imports when clients start them, reads them and their progress, and deletes them. */
@Singleton
class ImportStore {

    /** The maximum number of unfinished imports per organisation. */
    static final int MAX_UNFINISHED = 100;

    private static final Duration RETRY_AFTER = Duration.ofMinutes(1);

    private final EntityManager entities;
    private final ImportItems items;
    private final Clock clock;

    @Inject
    ImportStore(EntityManager entities, ImportItems items, Clock clock) {
        this.entities = entities;
        this.items = items;
        this.clock = clock;
    }

    /**
     * Adds an import with all its contacts, or nothing, and returns its session id.
     *
     * @throws ProblemException 429, if too many of the organisation's imports are unfinished
     */
    @Transactional
    public String add(long organisationId, String settings, List<ImportItem> contacts) {
        // Before anything is written, as a client may ask often; the second time, with the new one.
        requireAtMost(MAX_UNFINISHED - 1, organisationId);
        String sessionId = UUID.randomUUID().toString();
        entities.createNativeQuery("INSERT INTO contact_import"
                        + " (session_id, organisation_id, status, settings, lease_until, created_at)"
                        + " VALUES (?, ?, ?, ?, ?, ?)")
                .setParameter(1, sessionId)
                .setParameter(2, organisationId)
                .setParameter(3, ImportState.IMPORTING.name())
                .setParameter(4, settings)
                .setParameter(5, SqlInstant.of(clock.instant()))
                .setParameter(6, SqlInstant.of(clock.instant()))
                .executeUpdate();
        items.add(organisationId, sessionId, contacts);
        // Or several at once would each find room for one more. Not earlier, so that nothing else of the organisation
        // waits while many contacts are stored.
        OrganisationLock.take(entities, organisationId);
        requireAtMost(MAX_UNFINISHED, organisationId);
        return sessionId;
    }

    private void requireAtMost(int imports, long organisationId) {
        if (unfinished(organisationId) > imports) {
            throw new ProblemException(
                    Problem.of(
                            ProblemType.TOO_MANY_REQUESTS,
                            "Nothing was imported, because " + MAX_UNFINISHED
                                    + " imports of your organisation are not finished yet."),
                    RETRY_AFTER);
        }
    }

    private long unfinished(long organisationId) {
        Number count = (Number) entities.createNativeQuery(
                        "SELECT COUNT(*) FROM contact_import WHERE organisation_id = ? AND status = ?")
                .setParameter(1, organisationId)
                .setParameter(2, ImportState.IMPORTING.name())
                .getSingleResult();
        return count.longValue();
    }

    /**
     * Returns the progress of the organisation's import; empty when there is no such import, or no longer.
     */
    Optional<ImportStatusDocument> status(long organisationId, String sessionId) {
        List<?> status = entities.createNativeQuery(
                        "SELECT status FROM contact_import WHERE session_id = ? AND organisation_id = ?")
                .setParameter(1, sessionId)
                .setParameter(2, organisationId)
                .getResultList();
        return status.stream().findFirst().map(found -> items.progress(sessionId, ImportState.valueOf((String) found)));
    }

    /** Returns an import that is stored. */
    StoredImport get(String sessionId) {
        Object[] columns = (Object[])
                entities.createNativeQuery("SELECT organisation_id, settings FROM contact_import WHERE session_id = ?")
                        .setParameter(1, sessionId)
                        .getSingleResult();
        return new StoredImport(((Number) columns[0]).longValue(), (String) columns[1]);
    }

    /**
     * Deletes the import that finished first, if that was before the given time; returns false when there is
     * none.
     */
    @Transactional
    public boolean deleteOne(Instant finishedBefore) {
        List<?> due = entities.createNativeQuery("SELECT session_id FROM contact_import"
                        + " WHERE status = ? AND finished_at < ? ORDER BY finished_at FETCH FIRST 1 ROWS ONLY")
                .setParameter(1, ImportState.FINISHED.name())
                .setParameter(2, SqlInstant.of(finishedBefore))
                .getResultList();
        due.stream().map(String.class::cast).forEach(this::delete);
        return !due.isEmpty();
    }

    private void delete(String sessionId) {
        items.delete(sessionId);
        entities.createNativeQuery("DELETE FROM contact_import WHERE session_id = ?")
                .setParameter(1, sessionId)
                .executeUpdate();
    }

    /**
     * An import.
     *
     * @param settings as JSON text
     */
    record StoredImport(long organisationId, String settings) {}
}
