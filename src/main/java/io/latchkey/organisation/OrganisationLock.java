package io.latchkey.organisation;

import jakarta.persistence.EntityManager;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/**
 * Serialises changes within an organisation that must see each other. The lock is held until the caller's
 * transaction ends, and must be taken before any other lock of the transaction.
 *
 * <p>Two transactions of an import of contacts take it later, since nobody waits with this lock for what they have locked
 * before: the one that accepts the import, after it has stored the contacts, which are not committed yet; and each of
 * its batches, which may create segments, after it has renewed the import's lease.
 *
 * <p>It is the lock of an update that changes no key column, so that in PostgreSQL rows that refer to the
 * organisation can still be added: {@code FOR UPDATE}, which Jakarta Persistence uses, would block every
 * event and every order.
 */
public final class OrganisationLock {

    private static final String UPDATE = "UPDATE organisation SET last_key_number = last_key_number + ?1 WHERE id = ?2";
    private static final String LAST = "SELECT last_key_number FROM organisation WHERE id = ?1";
    private static final String UPDATE_NOTHING =
            "UPDATE organisation SET last_key_number = last_key_number WHERE id = ?";

    private OrganisationLock() {}

    /** Takes the lock in the caller's transaction; does nothing if there is no such organisation. */
    public static void take(EntityManager entities, long organisationId) {
        update(entities, organisationId, 0);
    }

    /**
     * Takes the lock on a connection whose transaction the caller ends.
     *
     * @throws SQLException if the database fails
     */
    public static void take(Connection connection, long organisationId) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(UPDATE_NOTHING)) {
            update.setLong(1, organisationId);
            update.executeUpdate();
        }
    }

    /**
     * Takes the lock and the given number of consecutive key numbers, and returns the first. Numbers start at
     * 1 and have no gaps; they are never reused, so that a deleted key's number remains its own.
     */
    public static long takeKeyNumbers(EntityManager entities, long organisationId, int count) {
        update(entities, organisationId, count);
        Number last = (Number)
                entities.createNativeQuery(LAST).setParameter(1, organisationId).getSingleResult();
        return last.longValue() - count + 1;
    }

    private static void update(EntityManager entities, long organisationId, int keyNumbers) {
        entities.createNativeQuery(UPDATE)
                .setParameter(1, keyNumbers)
                .setParameter(2, organisationId)
                .executeUpdate();
    }
}
