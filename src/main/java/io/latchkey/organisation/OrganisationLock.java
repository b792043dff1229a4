package io.latchkey.organisation;

import jakarta.persistence.EntityManager;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/**
 * The lock by which changes within an organisation that must see each other come one after the other: it lasts until the
 * caller's transaction ends, and precedes every other lock of it.
 *
 * <p>It is that of an update of no key column, so that in PostgreSQL rows which refer to the organisation are added meanwhile:
 * {@code FOR UPDATE}, as Jakarta Persistence locks, would hold up every event and every order.
 */
public final class OrganisationLock {

    private static final String UPDATE = "UPDATE organisation SET last_key_number = last_key_number + ?1 WHERE id = ?2";
    private static final String LAST = "SELECT last_key_number FROM organisation WHERE id = ?1";
    private static final String UPDATE_NOTHING =
            "UPDATE organisation SET last_key_number = last_key_number WHERE id = ?";

    private OrganisationLock() {}

    /** Takes the lock, as a step of the caller's transaction; does nothing when there is no such organisation. */
    public static void take(EntityManager entities, long organisationId) {
        update(entities, organisationId, 0);
    }

    /**
     * The same on a connection whose transaction the caller ends.
     *
     * @throws SQLException when the database fails
     */
    public static void take(Connection connection, long organisationId) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(UPDATE_NOTHING)) {
            update.setLong(1, organisationId);
            update.executeUpdate();
        }
    }

    /**
     * Takes the lock and as many numbers of keys in a row, and returns the first. Numbers start at 1 and are never used again, so
     * that a deleted key's stays its own; they have no gaps.
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
