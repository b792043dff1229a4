package io.latchkey.database;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/**
 * A transaction on a connection that commits each statement otherwise: all of the work happens, or nothing, whatever it fails by.
 * For work on many rows outside of the container's transactions, which it would end before their time.
 */
public final class JdbcTransaction {

    private JdbcTransaction() {}

    /**
     * What is done in it, on the connection that it is given.
     *
     * @param <T> its result
     */
    @FunctionalInterface
    public interface Work<T> {

        /** Does it, without a commit or a rollback. */
        T run(Connection connection) throws SQLException;
    }

    /** {@link Work} without a result. */
    @FunctionalInterface
    public interface Step {

        /** Does it, without a commit or a rollback. */
        void run(Connection connection) throws SQLException;
    }

    /**
     * The work's result, on a connection of its own.
     *
     * @throws SQLException when the database fails; while it commits, the work may have been done all the same
     * @throws IllegalStateException when it is called in a transaction of the container's; nothing is done then. Open Liberty
     *     refuses the commit alone, by a {@link SQLException}: there the work ends with the container's transaction
     */
    public static <T> T call(DataSource dataSource, Work<T> work) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            return call(connection, work);
        }
    }

    /**
     * The work's result, on a connection that its owner goes on with and closes.
     *
     * @throws SQLException as there
     * @throws IllegalStateException when a transaction is running on it; nothing is done then
     */
    public static <T> T call(Connection connection, Work<T> work) throws SQLException {
        // Within the container's own transaction servers say so here; not all of them refuse what comes next.
        if (!connection.getAutoCommit()) {
            throw new IllegalStateException("A transaction is running on this connection");
        }
        connection.setAutoCommit(false);
        T result;
        try {
            result = work.run(connection);
            connection.commit();
        } catch (Throwable failure) {
            rollBack(connection, failure);
            throw failure;
        }
        connection.setAutoCommit(true);
        return result;
    }

    /** Does the step on a connection of its own; as {@link #call(DataSource, Work)}. */
    public static void run(DataSource dataSource, Step step) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            run(connection, step);
        }
    }

    /** Does the step on a connection that its owner goes on with and closes; as {@link #call(Connection, Work)}. */
    public static void run(Connection connection, Step step) throws SQLException {
        call(connection, same -> {
            step.run(same);
            return true;
        });
    }

    private static void rollBack(Connection connection, Throwable failure) {
        try {
            connection.rollback();
            // After a rollback alone: it commits what is open.
            connection.setAutoCommit(true);
        } catch (SQLException | RuntimeException e) {
            failure.addSuppressed(e);
        }
    }
}
