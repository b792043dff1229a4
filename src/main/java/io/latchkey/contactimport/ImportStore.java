package io.latchkey.contactimport;

import io.latchkey.contactimport.ImportStatusDocument.Failed;
import io.latchkey.contactimport.ImportStatusDocument.Mapped;
import io.latchkey.database.Batches;
import io.latchkey.database.SqlInstant;
import io.latchkey.problem.Problem;
import io.latchkey.problem.ProblemException;
import io.latchkey.problem.ProblemType;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Stores imports when clients start them, and reads their progress. */
@Singleton
class ImportStore {

    /** The maximum number of unfinished imports per organisation; concurrent requests may exceed it slightly. */
    static final int MAX_UNFINISHED = 100;

    /** The number of rows per statement. */
    private static final int BATCH = 200;

    private static final Duration RETRY_AFTER = Duration.ofMinutes(1);

    private final EntityManager entities;
    private final Clock clock;

    @Inject
    ImportStore(EntityManager entities, Clock clock) {
        this.entities = entities;
        this.clock = clock;
    }

    /**
     * Adds an import with all its contacts, or nothing, and returns its session id.
     *
     * @throws ProblemException 429, if too many of the organisation's imports are unfinished
     */
    @Transactional
    public String add(long organisationId, String settings, List<ImportItem> items) {
        if (unfinished(organisationId) >= MAX_UNFINISHED) {
            throw new ProblemException(
                    Problem.of(
                            ProblemType.TOO_MANY_REQUESTS,
                            "Nothing was imported, because " + MAX_UNFINISHED
                                    + " imports of your organisation are not finished yet."),
                    RETRY_AFTER);
        }
        String sessionId = UUID.randomUUID().toString();
        entities.createNativeQuery("INSERT INTO contact_import"
                        + " (session_id, organisation_id, status, settings, lease_until, created_at)"
                        + " VALUES (?, ?, 'IMPORTING', ?, ?, ?)")
                .setParameter(1, sessionId)
                .setParameter(2, organisationId)
                .setParameter(3, settings)
                .setParameter(4, SqlInstant.of(clock.instant()))
                .setParameter(5, SqlInstant.of(clock.instant()))
                .executeUpdate();
        Batches.of(items, BATCH).forEach(some -> addItems(organisationId, sessionId, some));
        return sessionId;
    }

    private long unfinished(long organisationId) {
        Number count = (Number) entities.createNativeQuery(
                        "SELECT COUNT(*) FROM contact_import WHERE organisation_id = ? AND status = 'IMPORTING'")
                .setParameter(1, organisationId)
                .getSingleResult();
        return count.longValue();
    }

    private void addItems(long organisationId, String sessionId, List<ImportItem> items) {
        Query insert = entities.createNativeQuery("INSERT INTO contact_import_item"
                + " (session_id, position, organisation_id, outcome, contact) VALUES (?, ?, ?, 'WAITING', ?)"
                + ", (?, ?, ?, 'WAITING', ?)".repeat(items.size() - 1));
        int position = 1;
        for (ImportItem item : items) {
            insert.setParameter(position++, sessionId);
            insert.setParameter(position++, item.position());
            insert.setParameter(position++, organisationId);
            insert.setParameter(position++, item.contact());
        }
        insert.executeUpdate();
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
        return status.stream().findFirst().map(found -> document(sessionId, (String) found));
    }

    private ImportStatusDocument document(String sessionId, String status) {
        List<?> rows = entities.createNativeQuery("SELECT position, outcome, contact_id, failure"
                        + " FROM contact_import_item WHERE session_id = ? ORDER BY position")
                .setParameter(1, sessionId)
                .getResultList();
        List<Mapped> mapping = new ArrayList<>();
        List<Failed> failed = new ArrayList<>();
        for (Object row : rows) {
            Object[] columns = (Object[]) row;
            int index = ((Number) columns[0]).intValue();
            switch ((String) columns[1]) {
                case "CREATED" -> mapping.add(new Mapped(index, ((Number) columns[2]).longValue(), true));
                case "UPDATED" -> mapping.add(new Mapped(index, ((Number) columns[2]).longValue(), false));
                case "FAILED" -> failed.add(new Failed(index, (String) columns[3]));
                default -> {
                    // Still waiting.
                }
            }
        }
        return new ImportStatusDocument(
                sessionId, status, rows.size(), mapping.size() + failed.size(), mapping, failed);
    }
}
