package io.latchkey.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/**
 * The settings of a PostgreSQL session, which prevent it from holding a lock or a connection for long on
 * behalf of a process that hangs, has lost power or has stopped waiting. By default, PostgreSQL keeps a
 * session that is idle in a transaction until TCP notices that the peer is gone, two hours later, and one
 * that waits for a lock indefinitely.
 *
 * <p>They are set by a statement, not by the driver's {@code options}: PgBouncer refuses a connection that
 * starts with settings it does not know.
 *
 * @param sql the statements that begin the session
 */
record SessionLimits(String sql) {

    /** The number of unanswered probes after which the peer is considered gone. */
    private static final int KEEPALIVES = 3;

    /**
     * Returns limits below the client's timeout, so that the client gets the error. The limit on waiting for
     * a lock exceeds the limit on being idle in a transaction, so that a waiter gets the lock of a process
     * that hangs.
     *
     * @param patience how long the client waits; zero is without limit, and then so is the work
     */
    static SessionLimits within(Duration patience) {
        return patience.isZero()
                ? new SessionLimits(keepalives(Duration.ofSeconds(30)))
                : new SessionLimits("SET idle_in_transaction_session_timeout = " + millis(patience, 60)
                        + "; SET lock_timeout = " + millis(patience, 80)
                        + "; SET statement_timeout = " + millis(patience, 90)
                        + "; " + keepalives(patience));
    }

    /** Covers data sent to a client that is gone, and a client that would be silent for hours. */
    private static String keepalives(Duration patience) {
        return "SET tcp_keepalives_idle = " + seconds(patience, 60)
                + "; SET tcp_keepalives_interval = " + seconds(patience, 10)
                + "; SET tcp_keepalives_count = " + KEEPALIVES
                // What older versions of PostgreSQL do not know, and not every operating system supports. No probes
                // are sent while data is on the way.
                + "; SELECT set_config(name, value, false) FROM pg_settings JOIN (VALUES"
                + " ('tcp_user_timeout', '" + millis(patience, 90) + "'),"
                + " ('client_connection_check_interval', '" + millis(patience, 10) + "')) AS wanted (name, value)"
                + " USING (name) WHERE version() LIKE '%linux%'";
    }

    private static long millis(Duration patience, int percent) {
        return Math.max(1, patience.toMillis() * percent / 100);
    }

    private static long seconds(Duration patience, int percent) {
        return Math.max(1, millis(patience, percent) / 1000);
    }

    /**
     * Applies the settings to the connection and returns it.
     *
     * @throws SQLException if the database fails; the connection is closed then
     */
    Connection begin(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }
}
