package io.latchkey.contactimport;

import io.latchkey.database.RepeatedAfterDeadlock;
import io.latchkey.database.SqlInstant;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Ensures that only one run at a time works on an import, on any node. A run owns the import while its lease
 * lasts, and begins each of its transactions by renewing the lease. That row is locked until the transaction
 * ends, so a run that has lost its lease can write nothing more.
 */
@Singleton
class ImportLeases {

    /** Far longer than a batch takes, yet short enough to wait for after a node has been killed. */
    private static final Duration LEASE = Duration.ofMinutes(2);

    /** The number of longest-waiting imports among which the next is chosen: those of ten organisations or more. */
    private static final int LONGEST_WAITING = 10 * ImportStore.MAX_UNFINISHED;

    private static final String UNFINISHED = "status = '" + ImportState.IMPORTING + "'";

    private final EntityManager entities;
    private final Clock clock;

    @Inject
    ImportLeases(EntityManager entities, Clock clock) {
        this.entities = entities;
        this.clock = clock;
    }

    /**
     * Claims an import without an active run: the oldest of the organisation whose last turn is longest ago.
     * Returns empty when there is none.
     *
     * @param run a unique name for the run
     */
    @Transactional
    public Optional<String> claim(String run) {
        Instant now = clock.instant();
        List<?> due = entities.createNativeQuery("SELECT session_id FROM (SELECT session_id, lease_until,"
                        + " ROW_NUMBER() OVER (PARTITION BY organisation_id ORDER BY created_at, session_id) AS place"
                        + " FROM (SELECT session_id, organisation_id, created_at, lease_until FROM contact_import"
                        + " WHERE " + UNFINISHED + " AND lease_until <= ? ORDER BY status, lease_until"
                        + " FETCH FIRST " + LONGEST_WAITING + " ROWS ONLY) longest) waiting"
                        + " ORDER BY place, lease_until FETCH FIRST 10 ROWS ONLY")
                .setParameter(1, SqlInstant.of(now))
                .getResultList();
        return due.stream()
                .map(String.class::cast)
                .filter(sessionId -> take(sessionId, run, now))
                .findFirst();
    }

    private boolean take(String sessionId, String run, Instant now) {
        return entities.createNativeQuery("UPDATE contact_import SET lease_owner = ?, lease_until = ?"
                                + " WHERE session_id = ? AND " + UNFINISHED + " AND lease_until <= ?")
                        .setParameter(1, run)
                        .setParameter(2, SqlInstant.of(now.plus(LEASE)))
                        .setParameter(3, sessionId)
                        .setParameter(4, SqlInstant.of(now))
                        .executeUpdate()
                > 0;
    }

    /**
     * Renews the lease within the caller's transaction; returns false if the run no longer owns the import.
     */
    boolean renew(String sessionId, String run) {
        return entities.createNativeQuery("UPDATE contact_import SET lease_until = ? WHERE session_id = ? AND "
                                + UNFINISHED + " AND lease_owner = ?")
                        .setParameter(1, SqlInstant.of(clock.instant().plus(LEASE)))
                        .setParameter(2, sessionId)
                        .setParameter(3, run)
                        .executeUpdate()
                > 0;
    }

    /**
     * Ends the turn of the run, finished or not: all waiting imports of the organisation queue up behind those
     * of the others.
     */
    @RepeatedAfterDeadlock
    @Transactional
    public void endTurn(String sessionId, String run) {
        Instant now = clock.instant();
        entities.createNativeQuery("UPDATE contact_import SET lease_until = ? WHERE " + UNFINISHED
                        + " AND organisation_id = (SELECT organisation_id FROM contact_import WHERE session_id = ?)"
                        + " AND (lease_until <= ? OR session_id = ? AND lease_owner = ?)")
                .setParameter(1, SqlInstant.of(now))
                .setParameter(2, sessionId)
                .setParameter(3, SqlInstant.of(now))
                .setParameter(4, sessionId)
                .setParameter(5, run)
                .executeUpdate();
    }

    /** Marks the import as finished, within the caller's transaction. */
    void finish(String sessionId) {
        entities.createNativeQuery("UPDATE contact_import SET status = ?, lease_owner = NULL, finished_at = ?"
                        + " WHERE session_id = ?")
                .setParameter(1, ImportState.FINISHED.name())
                .setParameter(2, SqlInstant.of(clock.instant()))
                .setParameter(3, sessionId)
                .executeUpdate();
    }
}
