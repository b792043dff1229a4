package io.latchkey.database;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A connection that is opened anew when the database has closed it, but only between two transactions: within one everything
 * fails until it is rolled back, as on any lost connection. A transaction is taken to begin with a statement that is made, not
 * with one that was made before the last commit: nothing here keeps one so long.
 */
final class RenewedConnection implements InvocationHandler {

    private static final Logger LOG = System.getLogger(RenewedConnection.class.getName());

    private static final Set<String> STARTING = Set.of("createStatement", "prepareStatement", "prepareCall");
    private static final Set<String> ENDING = Set.of("commit", "rollback");
    private static final Set<String> CLOSING = Set.of("close", "abort");
    private static final int SECONDS_TO_ANSWER = 2;

    private final Opening opening;
    private final AtomicLong losses;
    private Connection connection;
    private long lossesSeen;
    private boolean autoCommit = true;
    private boolean inTransaction;
    private boolean closed;

    private RenewedConnection(Opening opening, AtomicLong losses) throws SQLException {
        this.opening = opening;
        this.losses = losses;
        this.lossesSeen = losses.get();
        this.connection = opening.open();
    }

    /** Opens a connection that nobody else has. */
    interface Opening {

        Connection open() throws SQLException;
    }

    /**
     * Opens a connection.
     *
     * @param losses how often one of its kind has been lost: after each, every other is asked whether it still works
     * @throws SQLException when the database cannot be reached
     */
    static Connection open(Opening opening, AtomicLong losses) throws SQLException {
        return (Connection) Proxy.newProxyInstance(
                RenewedConnection.class.getClassLoader(),
                new Class<?>[] {Connection.class},
                new RenewedConnection(opening, losses));
    }

    /** A pool gives a connection to one thread at a time; what another does with an idle one must not meet that thread. */
    @Override
    public synchronized Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
        String name = method.getName();
        if (name.equals("equals")) {
            return proxy == arguments[0];
        }
        if (name.equals("hashCode")) {
            return System.identityHashCode(proxy);
        }
        closed |= CLOSING.contains(name);
        // Never in front of what ends a transaction: it would end another one than was begun.
        if (!inTransaction && !closed && !ENDING.contains(name)) {
            renewIfLost();
        }
        boolean ending = ends(name, arguments);
        inTransaction = !autoCommit && (inTransaction || STARTING.contains(name)) && !ending;
        try {
            Object result = method.invoke(connection, arguments);
            if (name.equals("setAutoCommit")) {
                autoCommit = (boolean) arguments[0];
            }
            return result;
        } catch (InvocationTargetException e) {
            // A database that has closed itself, as H2 does without room on the disk, leaves its connections open.
            if (DatabaseFault.isUnavailable(e.getCause())) {
                losses.incrementAndGet();
            }
            // What it was to undo is open still, and the next change of the mode would commit it.
            if (name.equals("rollback") && ending && !autoCommit) {
                close(connection);
            }
            throw e.getCause();
        } finally {
            if (ending && connection.isClosed()) {
                losses.incrementAndGet();
            }
        }
    }

    /** Going back to a savepoint ends nothing, and neither does a mode that is there already. */
    private boolean ends(String name, Object[] arguments) {
        boolean hasArgument = arguments != null && arguments.length > 0;
        return ENDING.contains(name) && !hasArgument
                || name.equals("setAutoCommit") && !arguments[0].equals(autoCommit);
    }

    private void renewIfLost() throws SQLException {
        boolean lost = connection.isClosed() || lossesSeen != losses.get() && !isValid();
        if (lost) {
            losses.incrementAndGet();
            Connection renewed = opening.open();
            try {
                renewed.setAutoCommit(autoCommit);
            } catch (SQLException e) {
                close(renewed);
                throw e;
            }
            close(connection);
            connection = renewed;
        }
        lossesSeen = losses.get();
    }

    private static void close(Connection unused) {
        try {
            unused.close();
        } catch (SQLException alreadyGone) {
            LOG.log(Level.DEBUG, "A lost connection could not be closed: {0}", alreadyGone.toString());
        }
    }

    private boolean isValid() throws SQLException {
        boolean valid = connection.isValid(SECONDS_TO_ANSWER);
        if (valid && !autoCommit) {
            // The question was a transaction of its own.
            connection.rollback();
        }
        return valid;
    }
}
