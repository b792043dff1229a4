package io.latchkey.database;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The timeline of a PostgreSQL server that accepts writes: each promotion of a standby begins one with a higher
 * number, while the server that was the primary before stays on its own.
 *
 * @param system the identifier that a primary and its standbys have in common
 * @param number the number of the timeline, higher by one or more after each promotion
 */
record Timeline(String system, long number) {

    /** The name of the present file of the write-ahead log begins with the timeline. */
    private static final String SQL =
            "SELECT system_identifier::TEXT, pg_walfile_name(pg_current_wal_lsn()) FROM pg_control_system()";

    private static final Pattern FILE = Pattern.compile("([0-9A-F]{8})[0-9A-F]{16}");
    private static final int HEXADECIMAL = 16;

    /**
     * Returns the timeline of the connection's server; empty if the server does not tell, such as one that is
     * only compatible with PostgreSQL, or one where the role may not ask.
     *
     * @throws SQLException if the database is unavailable
     */
    static Optional<Timeline> of(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(SQL)) {
            row.next();
            return of(row.getString(1), row.getString(2));
        } catch (SQLException e) {
            if (DatabaseFault.isUnavailable(e)) {
                throw e;
            }
            return Optional.empty();
        }
    }

    private static Optional<Timeline> of(String system, String file) {
        Matcher name = FILE.matcher(file == null ? "" : file);
        return system != null && name.matches()
                ? Optional.of(new Timeline(system, Long.parseLong(name.group(1), HEXADECIMAL)))
                : Optional.empty();
    }

    /** Returns whether a standby of this server, or of its successors, was promoted to the other one. */
    boolean isOlderThan(Timeline other) {
        return system.equals(other.system) && number < other.number;
    }
}
