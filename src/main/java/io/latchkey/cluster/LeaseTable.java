package io.latchkey.cluster;

import io.latchkey.database.DatabaseFault;
import io.latchkey.database.SqlInstant;
import io.latchkey.database.SqlValues;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * The leases, with one row per task. Each statement is a transaction of its own and takes the time from the
 * database, so the clocks of the nodes do not matter.
 */
final class LeaseTable {

    private static final String UNTIL =
            "held_until = CURRENT_TIMESTAMP + CAST(? AS NUMERIC(12, 3)) * INTERVAL '1' SECOND";

    private static final String ADD = "INSERT INTO cluster_task (name, last_run_at) VALUES (?, CURRENT_TIMESTAMP)";

    /** No lease is that long: the clock has been set back since. */
    private static final String TOO_LONG = "held_until > CURRENT_TIMESTAMP + INTERVAL '2' HOUR";

    private static final String READ = "SELECT last_run_at, CURRENT_TIMESTAMP, CASE WHEN " + TOO_LONG
            + " THEN 0 WHEN held_until > CURRENT_TIMESTAMP THEN 1 ELSE 0 END, holder FROM cluster_task WHERE name = ?";

    private static final String TAKE = "UPDATE cluster_task SET holder = ?, " + UNTIL
            + " WHERE name = ? AND last_run_at = ?"
            + " AND (held_until IS NULL OR held_until <= CURRENT_TIMESTAMP OR " + TOO_LONG + ")";

    private static final String RENEW =
            "UPDATE cluster_task SET " + UNTIL + " WHERE name = ? AND holder = ? AND held_until > CURRENT_TIMESTAMP";

    private static final String COMPLETE = "UPDATE cluster_task SET last_run_at = ?, last_run_by = holder,"
            + " holder = NULL, held_until = NULL WHERE name = ? AND holder = ?";

    private static final String GIVE_BACK =
            "UPDATE cluster_task SET holder = NULL, held_until = NULL WHERE name = ? AND holder = ?";

    private final DataSource dataSource;

    LeaseTable(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /**
     * The state of a task.
     *
     * @param lastRun when the last completed run began
     * @param now the time of the database
     * @param held whether a node is working on it
     * @param holder that node, or the one that left the task unfinished
     */
    record Standing(Instant lastRun, Instant now, boolean held, Optional<String> holder) {}

    /** Reads the state of a task. A task that has no row yet gets one, as if it had just been run. */
    Standing read(String task) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            Optional<Standing> found = find(connection, task);
            if (found.isEmpty()) {
                add(connection, task);
                found = find(connection, task);
            }
            return found.orElseThrow();
        }
    }

    private static Optional<Standing> find(Connection connection, String task) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(READ)) {
            select.setString(1, task);
            try (ResultSet row = select.executeQuery()) {
                return row.next()
                        ? Optional.of(new Standing(
                                SqlInstant.in(row, 1),
                                SqlInstant.in(row, 2),
                                row.getInt(3) == 1,
                                Optional.ofNullable(row.getString(4))))
                        : Optional.empty();
            }
        }
    }

    private static void add(Connection connection, String task) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(ADD)) {
            insert.setString(1, task);
            insert.executeUpdate();
        } catch (SQLException e) {
            // Another node may have been faster.
            if (!DatabaseFault.isDuplicate(e)) {
                throw e;
            }
        }
    }

    /**
     * Takes the task for the given term, unless another node has it, or has run it since the given state was
     * read.
     */
    boolean take(String task, Standing standing, String holder, Duration term) throws SQLException {
        return update(TAKE, holder, seconds(term), task, SqlInstant.of(standing.lastRun()));
    }

    /** Keeps the task for the given term from now on, unless the lease has expired. */
    boolean renew(String task, String holder, Duration term) throws SQLException {
        return update(RENEW, seconds(term), task, holder);
    }

    /**
     * Records the completion of a run that began at the given time and releases the task, unless another node
     * has it by now.
     */
    boolean complete(String task, String holder, Instant began) throws SQLException {
        return update(COMPLETE, SqlInstant.of(began), task, holder);
    }

    /** Releases the task, so that any node can continue it. */
    boolean giveBack(String task, String holder) throws SQLException {
        return update(GIVE_BACK, task, holder);
    }

    private boolean update(String sql, Object... values) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement update = connection.prepareStatement(sql)) {
            SqlValues.bind(update, List.of(values));
            return update.executeUpdate() == 1;
        }
    }

    private static BigDecimal seconds(Duration duration) {
        return BigDecimal.valueOf(duration.toMillis(), 3);
    }
}
