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
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.postgresql.PGConnection;

/**
 * A connection that is reopened when the database has closed it, or when its server is no longer the one to
 * use or has become read-only. Only between transactions: within one, every call fails after a loss until it is
 * rolled back, and a server that is no longer to be used is used to its end. A transaction is taken to begin when a
 * statement is created, not when one created before the last commit is used: no code here keeps a statement that long,
 * and the pool keeps none ({@link Database}). Of what may be set for a connection, a reopened one has only the
 * auto-commit mode of the one before.
 */
final class RenewedConnection implements InvocationHandler {

    private static final Logger LOG = System.getLogger(RenewedConnection.class.getName());

    private static final Set<String> STARTING = Set.of("createStatement", "prepareStatement", "prepareCall");
    private static final Set<String> ENDING = Set.of("commit", "rollback");
    private static final Set<String> CLOSING = Set.of("close", "abort");

    /** In seconds, unless the driver gives up earlier: ending a slow answer also ends the connection. */
    private static final int PATIENCE = 10;

    private final Opening opening;
    private final AtomicLong losses;
    private Connection connection;
    private long generation;
    private long lossesSeen;
    private boolean autoCommit = true;
    private boolean inTransaction;
    private boolean closed;

    private RenewedConnection(Opening opening, AtomicLong losses) throws SQLException {
        this.opening = opening;
        this.losses = losses;
        this.lossesSeen = losses.get();
        // Read before: the opening itself may find a newer server while another one is connecting.
        this.generation = opening.generation();
        this.connection = opening.open();
    }

    /** Opens a connection that is not shared. */
    interface Opening {

        Connection open() throws SQLException;

        /** Returns a number that changes when connections opened before it are no longer to be used. */
        default long generation() {
            return 0;
        }
    }

    /**
     * Opens a connection.
     *
     * @param losses the number of lost connections of its kind: after each loss, every other connection is
     *     validated
     * @throws SQLException if the database cannot be reached
     */
    static Connection open(Opening opening, AtomicLong losses) throws SQLException {
        return (Connection) Proxy.newProxyInstance(
                RenewedConnection.class.getClassLoader(),
                new Class<?>[] {Connection.class},
                new RenewedConnection(opening, losses));
    }

    /**
     * Synchronized because, although a pool gives a connection to one thread at a time, another thread may be
     * tending it while it is idle.
     */
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
        boolean setsMode = name.equals("setAutoCommit");
        boolean setsOnlyMode = setsMode && !inTransaction && !closed;
        // Never before a call that ends a transaction: it would end a different one than was begun. And not for the
        // mode alone, which may be set right after a commit that has succeeded and must not seem to have failed.
        if (!inTransaction && !closed && !setsMode && !ENDING.contains(name)) {
            renewIfLost();
        }
        boolean ending = ends(name, arguments);
        inTransaction = !autoCommit && (inTransaction || STARTING.contains(name)) && !ending;
        try {
            Object result = method.invoke(connection, arguments);
            if (setsMode) {
                autoCommit = (boolean) arguments[0];
            }
            return result;
        } catch (InvocationTargetException e) {
            // A database that has closed itself, as H2 does when the disk is full, leaves its connections
            // open.
            if (DatabaseFault.isUnavailable(e.getCause())) {
                losses.incrementAndGet();
            }
            if (setsOnlyMode) {
                // The next one has the mode from the beginning.
                close(connection);
                autoCommit = (boolean) arguments[0];
                return null;
            }
            if (name.equals("rollback") && ending && !autoCommit) {
                // What was to be undone is still open, and the next change of the auto-commit mode would commit it.
                // Its end undoes it. Payara's pool, if told of a failure, would leave the mode as it is for whoever is
                // next.
                close(connection);
                return null;
            }
            throw e.getCause();
        } finally {
            if (ending && connection.isClosed()) {
                losses.incrementAndGet();
            }
        }
    }

    /**
     * Returns whether the call ends a transaction: rolling back to a savepoint does not, nor does setting the
     * current mode.
     */
    private boolean ends(String name, Object[] arguments) {
        boolean hasArgument = arguments != null && arguments.length > 0;
        return ENDING.contains(name) && !hasArgument
                || name.equals("setAutoCommit") && !arguments[0].equals(autoCommit);
    }

    private void renewIfLost() throws SQLException {
        long current = opening.generation();
        boolean outdated = generation != current;
        boolean lost = connection.isClosed() || isReadOnly();
        if (lost) {
            losses.incrementAndGet();
        }
        if (lost || outdated || lossesSeen != losses.get() && !isValid()) {
            Connection renewed = opening.open();
            try {
                renewed.setAutoCommit(autoCommit);
            } catch (SQLException e) {
                close(renewed);
                throw e;
            }
            close(connection);
            connection = renewed;
            generation = current;
        }
        lossesSeen = losses.get();
    }

    /**
     * Returns whether its PostgreSQL accepts no writes any more, because another one is about to take over or its
     * disk is nearly full. From version 14 on, the server tells with the answer to whatever was last sent to it;
     * this asks it nothing.
     */
    private boolean isReadOnly() {
        return connection instanceof PGConnection postgresql
                && "on".equals(postgresql.getParameterStatus("default_transaction_read_only"));
    }

    private static void close(Connection unused) {
        try {
            unused.close();
        } catch (SQLException alreadyGone) {
            LOG.log(Level.DEBUG, "A lost connection could not be closed: {0}", alreadyGone.toString());
        }
    }

    /**
     * Returns whether the connection is still good. Only a refusal, which comes at once, causes all other
     * connections to be validated: if silence did, a slow database would have to reopen them again and again.
     */
    private boolean isValid() throws SQLException {
        long begun = System.nanoTime();
        long limit = limitMillis();
        boolean valid = connection.isValid(PATIENCE) && !isReadOnly();
        if (!valid && System.nanoTime() - begun < TimeUnit.MILLISECONDS.toNanos(limit) / 2) {
            losses.incrementAndGet();
        }
        if (valid && !autoCommit) {
            // The validation query started a transaction of its own.
            connection.rollback();
        }
        return valid;
    }

    /** Returns when the driver gives up. */
    private long limitMillis() {
        long patience = TimeUnit.SECONDS.toMillis(PATIENCE);
        try {
            int timeout = connection.getNetworkTimeout();
            // 0 means no timeout.
            return timeout == 0 ? patience : Math.min(patience, timeout);
        } catch (SQLException e) {
            LOG.log(Level.DEBUG, "A connection that may be lost does not tell its timeout: {0}", e.toString());
            return patience;
        }
    }
}
