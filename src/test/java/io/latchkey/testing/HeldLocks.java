package io.latchkey.testing;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import javax.sql.DataSource;

/** The locks of a transaction that is not over, and who waits for them. */
public final class HeldLocks {

    /** Also for a slow machine. */
    private static final Duration LONG_ENOUGH = Duration.ofSeconds(25);

    private static final String WAITING_ON_POSTGRESQL = "WITH RECURSIVE waiting(pid) AS (SELECT CAST(? AS INT) UNION"
            + " SELECT a.pid FROM pg_stat_activity a JOIN waiting w ON w.pid = ANY(pg_blocking_pids(a.pid)))"
            + " SELECT COUNT(*) - 1 FROM waiting";

    private static final String WAITING_ON_H2 =
            "SELECT COUNT(*) FROM INFORMATION_SCHEMA.SESSIONS WHERE BLOCKER_ID = CAST(? AS INT)";

    private final DataSource dataSource;
    private final boolean h2;
    private final int session;

    /**
     * @param holder the transaction's connection
     * @param dataSource has other connections to the database
     */
    public HeldLocks(Connection holder, DataSource dataSource) throws SQLException {
        this.dataSource = dataSource;
        this.h2 = holder.getMetaData().getDatabaseProductName().equals("H2");
        try (Statement statement = holder.createStatement();
                ResultSet row = statement.executeQuery(h2 ? "SELECT SESSION_ID()" : "SELECT pg_backend_pid()")) {
            row.next();
            this.session = row.getInt(1);
        }
    }

    /** Returns how many sessions wait for the transaction; on PostgreSQL also those that wait for one of these. */
    public int waiting() {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select = connection.prepareStatement(h2 ? WAITING_ON_H2 : WAITING_ON_POSTGRESQL)) {
            select.setInt(1, session);
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return row.getInt(1);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Sleeps until so many sessions wait; fails when they do not in time. */
    public void awaitWaiting(int sessions) {
        Pause.until(sessions + " waiting sessions", LONG_ENOUGH, () -> waiting() >= sessions);
    }
}
