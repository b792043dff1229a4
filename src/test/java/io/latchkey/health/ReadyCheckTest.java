package io.latchkey.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.latchkey.key.KeyCacheValidity;
import io.latchkey.keytoken.KeyDigester;
import io.latchkey.keytoken.KnownSecrets;
import io.latchkey.revocation.ChangeListener;
import io.latchkey.testing.DatabaseKind;
import io.latchkey.testing.Pause;
import io.latchkey.testing.TestDatabase;
import io.latchkey.testing.TestSecrets;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On a real PostgreSQL that is slow. */
class ReadyCheckTest {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    @TempDir
    private static Path folder;

    @Test
    void aLateAnswerDoesNotCostTheConnection() throws Exception {
        ExecutorService threads = Executors.newCachedThreadPool();
        try (TestDatabase database = TestDatabase.create(DatabaseKind.POSTGRESQL, folder);
                Connection pooled = database.dataSource().getConnection()) {
            ReadyCheck check = check(poolOf(pooled));
            check.prepare(threads);
            assertThat(check.databaseAnswers()).isTrue();
            // So that the answer is not remembered any more.
            Pause.of(Duration.ofMillis(1100));

            String process = process(pooled);
            signal("STOP", process);
            try {
                assertThat(check.databaseAnswers()).isFalse();
                Pause.of(Duration.ofMillis(500));
            } finally {
                signal("CONT", process);
            }

            Pause.until("the answer", LIMIT, check::databaseAnswers);
            assertThat(process(pooled)).isEqualTo(process);
        } finally {
            threads.shutdown();
        }
    }

    @Test
    void aWordThatIsNeitherTrueNorFalseIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ReadyCheck(new StartState(), null, null, "ture"))
                .withMessageContaining("latchkey.health.in-step");
    }

    private static ReadyCheck check(DataSource pool) {
        StartState start = new StartState();
        start.completed();
        KnownSecrets known =
                new KnownSecrets(pool, new KeyDigester(TestSecrets.any()), Clock.systemUTC(), Duration.ofSeconds(5));
        ChangeListener listener = new ChangeListener(
                pool, pool, new KeyCacheValidity(), known, Optional.of("jdbc:postgresql:"), Duration.ofSeconds(2));
        return new ReadyCheck(start, listener, pool, "false");
    }

    /** A pool of one connection, which stays open when it is given back. */
    private static DataSource poolOf(Connection connection) {
        Connection given = (Connection) Proxy.newProxyInstance(
                ReadyCheckTest.class.getClassLoader(),
                new Class<?>[] {Connection.class},
                (proxy, method, arguments) ->
                        method.getName().equals("close") ? null : method.invoke(connection, arguments));
        return (DataSource) Proxy.newProxyInstance(
                ReadyCheckTest.class.getClassLoader(),
                new Class<?>[] {DataSource.class},
                (proxy, method, arguments) -> given);
    }

    private static String process(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT pg_backend_pid()")) {
            row.next();
            return row.getString(1);
        }
    }

    private static void signal(String name, String process) throws Exception {
        assertThat(new ProcessBuilder("kill", "-" + name, process).start().waitFor())
                .isZero();
    }
}
