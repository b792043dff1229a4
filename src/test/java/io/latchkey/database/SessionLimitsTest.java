package io.latchkey.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.latchkey.testing.DatabaseKind;
import io.latchkey.testing.Pause;
import io.latchkey.testing.TestDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What PostgreSQL does by itself about a client that hangs, is gone or waits for too long. */
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SessionLimitsTest {

    private static final SessionLimits LIMITS = SessionLimits.within(Duration.ofSeconds(3));
    private static final String CHANGE = "UPDATE counted SET number = number + 1 WHERE id = 1";

    @TempDir
    private static Path folder;

    private static TestDatabase database;

    @BeforeAll
    static void start() {
        database = TestDatabase.create(DatabaseKind.POSTGRESQL, folder);
        database.execute("CREATE TABLE counted (id INT PRIMARY KEY, number INT NOT NULL)");
        database.execute("INSERT INTO counted VALUES (1, 0)");
    }

    @AfterAll
    static void stop() {
        database.close();
    }

    private static Connection limited(SessionLimits limits) throws SQLException {
        return limits.begin(database.dataSource().getConnection());
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String value(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }

    private static boolean isThere(String pid) {
        return !database.value("SELECT COUNT(*) FROM pg_stat_activity WHERE pid = " + pid)
                .equals("0");
    }

    @Test
    void whoeverHangsInATransactionLosesItsLocksAndAnotherGoesOn() throws SQLException {
        try (Connection hung = limited(LIMITS);
                Connection other = limited(LIMITS)) {
            String pid = value(hung, "SELECT pg_backend_pid()");
            hung.setAutoCommit(false);
            execute(hung, CHANGE);

            execute(other, CHANGE);

            Pause.until("the session to be gone", Duration.ofSeconds(5), () -> !isThere(pid));
            SQLException lost = catchThrowableOfType(SQLException.class, () -> execute(hung, CHANGE));
            assertThat(DatabaseFault.isUnavailable(lost)).as(lost.getSQLState()).isTrue();
        }
    }

    @Test
    void aWaitForALockEndsBeforeTheClientGivesUp() throws SQLException {
        try (Connection busy = database.dataSource().getConnection();
                Connection waiting = limited(LIMITS)) {
            busy.setAutoCommit(false);
            execute(busy, CHANGE);

            SQLException refused = catchThrowableOfType(SQLException.class, () -> execute(waiting, CHANGE));

            assertThat(refused.getSQLState()).isEqualTo("55P03");
            assertThat(value(waiting, "SELECT 1")).isEqualTo("1");
            busy.rollback();
        }
    }

    @Test
    void soDoesAStatement() throws SQLException {
        try (Connection slow = limited(LIMITS)) {
            SQLException refused = catchThrowableOfType(SQLException.class, () -> execute(slow, "SELECT pg_sleep(10)"));

            assertThat(refused.getSQLState()).isEqualTo("57014");
        }
    }

    @Test
    void whatAClientThatIsGoneHasAskedForIsGivenUp() throws SQLException {
        Connection gone = limited(SessionLimits.within(Duration.ofSeconds(20)));
        String pid = value(gone, "SELECT pg_backend_pid()");
        CompletableFuture<Void> asking = CompletableFuture.runAsync(() -> {
            try {
                execute(gone, "SELECT pg_sleep(60)");
            } catch (SQLException expected) {
                // The connection is ended under it.
            }
        });
        Pause.until("the statement to run", Duration.ofSeconds(10), () -> database.value(
                        "SELECT state FROM pg_stat_activity WHERE pid = " + pid)
                .equals("active"));

        gone.abort(Runnable::run);

        Pause.until("the session to be gone", Duration.ofSeconds(10), () -> !isThere(pid));
        asking.join();
    }

    /** For each question, PostgreSQL lists all of its settings. */
    @Test
    void theSettingsAreAskedForOnceWhereTheyMayBeUnknown() throws SQLException {
        assertThat(LIMITS.sql()).containsOnlyOnce("pg_settings");
        try (Connection linux = limited(LIMITS)) {
            assertThat(value(linux, "SHOW tcp_user_timeout")).isEqualTo("2700");
            assertThat(value(linux, "SHOW client_connection_check_interval")).isEqualTo("300ms");
        }
    }

    /** Probes are sent only while nothing is on the way. */
    @Test
    void aMachineThatIsGoneIsGivenUpWhetherOrNotDataIsOnTheWay() throws SQLException {
        try (Connection limited = limited(SessionLimits.within(Duration.ofSeconds(20)))) {
            assertThat(value(limited, "SHOW tcp_user_timeout")).isEqualTo("18000");
            assertThat(value(limited, "SHOW tcp_keepalives_idle")).isEqualTo("12");
            assertThat(value(limited, "SHOW tcp_keepalives_interval")).isEqualTo("2");
            assertThat(value(limited, "SHOW tcp_keepalives_count")).isEqualTo("3");
        }
    }

    @Test
    void aMigrationTakesItsTime() throws SQLException {
        try (Connection migration = limited(SessionLimits.within(Duration.ZERO))) {
            assertThat(value(migration, "SHOW statement_timeout")).isEqualTo("0");
            assertThat(value(migration, "SHOW lock_timeout")).isEqualTo("0");
            assertThat(value(migration, "SHOW idle_in_transaction_session_timeout"))
                    .isEqualTo("0");
        }
    }
}
