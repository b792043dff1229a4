package io.latchkey.database;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/**
 * Runs work in a transaction on a connection that is otherwise in auto-commit mode: all of the work takes
 * effect or, whatever it fails with, none of it. For work on many rows outside of the container's
 * transactions, which a commit here would end prematurely.
 */
public final class JdbcTransaction {

    private JdbcTransaction() {}

    /**
     * The work to do in the transaction, on the given connection.
     *
     * @param <T> the type of its result
     */
    @FunctionalInterface
    public interface Work<T> {

        /** Does the work, without committing or rolling back. */
        T run(Connection connection) throws SQLException;
    }

    /** {@link Work} without a result. */
    @FunctionalInterface
    public interface Step {

        /** Does the work, without committing or rolling back. */
        void run(Connection connection) throws SQLException;
    }

    /**
     * Runs the work on a connection of its own and returns its result.
     *
     * @throws SQLException if the database fails; if it fails during the commit, the work may have taken
     *     effect nevertheless ({@link DatabaseFault#isInDoubt})
     * @throws IllegalStateException if called within a transaction of the container; nothing is done then.
     *     Open Liberty refuses only the commit, with a {@link SQLException}: there the work ends with the
     *     container's transaction
     */
    public static <T> T call(DataSource dataSource, Work<T> work) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            return call(connection, work);
        }
    }

    /**
     * Runs the work on a connection that its owner continues to use and closes, and returns its result.
     *
     * @throws SQLException if the database fails; if it fails during the commit, the work may have taken
     *     effect nevertheless ({@link DatabaseFault#isInDoubt})
     * @throws IllegalStateException if a transaction is running on the connection; nothing is done then
     */
    public static <T> T call(Connection connection, Work<T> work) throws SQLException {
        // Servers reveal the container's own transaction here; not all of them refuse the next call.
        if (!connection.getAutoCommit()) {
            throw new IllegalStateException("A transaction is running on this connection");
        }
        connection.setAutoCommit(false);
        T result;
        try {
            result = work.run(connection);
            commit(connection);
        } catch (Throwable failure) {
            rollBack(connection, failure);
            throw failure;
        }
        connection.setAutoCommit(true);
        return result;
    }

    /** Runs the step on a connection of its own, as {@link #call(DataSource, Work)} does. */
    public static void run(DataSource dataSource, Step step) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            run(connection, step);
        }
    }

    /**
     * Runs the step on a connection that its owner continues to use and closes, as
     * {@link #call(Connection, Work)} does.
     */
    public static void run(Connection connection, Step step) throws SQLException {
        call(connection, same -> {
            step.run(same);
            return true;
        });
    }

    private static void commit(Connection connection) throws SQLException {
        try {
            connection.commit();
        } catch (SQLException e) {
            // A refusal, such as that of a conflict, says that nothing was done; a lost connection does not.
            throw DatabaseFault.isAway(e) ? DatabaseFault.inDoubt(e) : e;
        }
    }

    private static void rollBack(Connection connection, Throwable failure) {
        try {
            connection.rollback();
            // Only after a rollback, since this commits an open transaction.
            connection.setAutoCommit(true);
        } catch (SQLException | RuntimeException e) {
            failure.addSuppressed(e);
        }
    }
}
