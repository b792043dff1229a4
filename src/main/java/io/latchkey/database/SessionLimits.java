package io.latchkey.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/**
 * What PostgreSQL is told at the beginning of a session, so that it holds neither a lock nor a connection for long on behalf of
 * a process that hangs, has lost its power or has given up waiting: by itself it keeps a session that is idle in a transaction
 * until TCP finds the other side gone, which is two hours later, and one that waits for a lock without end.
 *
 * <p>Told by a statement and not by the driver's {@code options}: PgBouncer refuses a connection that begins with settings it
 * does not know.
 *
 * @param sql what the session begins with
 */
record SessionLimits(String sql) {

    /** After so many questions without an answer the other side is gone. */
    private static final int KEEPALIVES = 3;

    /**
     * Limits that are below how long a client waits for an answer, so that it hears of them. Whoever waits for a lock waits for
     * longer than one who holds it may be idle, and so gets it when that one hangs.
     *
     * @param patience how long the client waits; zero is for ever, and then work has no limit
     */
    static SessionLimits within(Duration patience) {
        return patience.isZero()
                ? new SessionLimits(keepalives(Duration.ofSeconds(30)))
                : new SessionLimits("SET idle_in_transaction_session_timeout = " + millis(patience, 60)
                        + "; SET lock_timeout = " + millis(patience, 80)
                        + "; SET statement_timeout = " + millis(patience, 90)
                        + "; " + keepalives(patience));
    }

    /** For what is sent to a client that is gone, and for one that would say nothing for hours. */
    private static String keepalives(Duration patience) {
        return "SET tcp_keepalives_idle = " + seconds(patience, 60)
                + "; SET tcp_keepalives_interval = " + seconds(patience, 10)
                + "; SET tcp_keepalives_count = " + KEEPALIVES
                // PostgreSQL 13 does not know it, and not every system can do it.
                + "; SELECT set_config(name, '" + millis(patience, 10) + "', false) FROM pg_settings"
                + " WHERE name = 'client_connection_check_interval' AND version() LIKE '%linux%'";
    }

    private static long millis(Duration patience, int percent) {
        return Math.max(1, patience.toMillis() * percent / 100);
    }

    private static long seconds(Duration patience, int percent) {
        return Math.max(1, millis(patience, percent) / 1000);
    }

    /**
     * Sets them for the connection, which is returned.
     *
     * @throws SQLException when the database fails; the connection is closed then
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
