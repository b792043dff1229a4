package io.latchkey.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.latchkey.testing.DatabaseKind;
import io.latchkey.testing.MapConfig;
import io.latchkey.testing.TestDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Connections of a pool while their PostgreSQL is made read-only and stays up, as before a planned switchover. */
class ReadOnlyPrimaryTest {

    @TempDir
    private Path folder;

    private final AtomicLong losses = new AtomicLong();
    private TestDatabase primary;
    private TestDatabase successor;

    @BeforeEach
    void start() {
        primary = start("primary");
        successor = start("successor");
    }

    private TestDatabase start(String name) {
        TestDatabase database = TestDatabase.create(DatabaseKind.POSTGRESQL, folder.resolve(name));
        database.execute("CREATE TABLE server (name TEXT)");
        database.execute("INSERT INTO server VALUES (?)", name);
        return database;
    }

    @AfterEach
    void stop() {
        primary.close();
        successor.close();
    }

    private RenewedConnection.Opening opening(String url) throws SQLException {
        Map<String, String> environment = primary.environment();
        return new ConfiguredDataSource()
                .postgresql(
                        url,
                        new MapConfig(Map.of(
                                "latchkey.db.user",
                                environment.get("LATCHKEY_DB_USER"),
                                "latchkey.db.password",
                                environment.get("LATCHKEY_DB_PASSWORD"),
                                "latchkey.db.connect-timeout",
                                "PT10S",
                                "latchkey.db.socket-timeout",
                                "PT30S")));
    }

    private static String url(TestDatabase database) {
        return database.environment().get("LATCHKEY_DB_URL");
    }

    /** Lists both, the primary first. */
    private String urlOfBoth() {
        String other = url(successor);
        String hostAndPort = other.substring(other.indexOf("//") + 2, other.lastIndexOf('/'));
        return url(primary).replaceFirst("//[^/]+", "$0," + hostAndPort);
    }

    private static String server(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT name FROM server")) {
            row.next();
            return row.getString(1);
        }
    }

    private static void write(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("UPDATE server SET name = name");
        }
    }

    @Test
    void theOneThatTakesOverIsUsedAfterTheFirstRefusal() throws SQLException {
        RenewedConnection.Opening opening = opening(urlOfBoth());
        try (Connection writing = RenewedConnection.open(opening, losses);
                Connection other = RenewedConnection.open(opening, losses)) {
            assertThat(server(writing)).isEqualTo("primary");
            assertThat(server(other)).isEqualTo("primary");
            primary.acceptWrites(false);

            assertThatThrownBy(() -> write(writing)).matches(DatabaseFault::isUnavailable);

            write(writing);
            assertThat(server(writing)).isEqualTo("successor");
            assertThat(server(other)).as("one that was not refused itself").isEqualTo("successor");
        }
    }

    @Test
    void aTransactionIsNotMovedToAnotherServer() throws SQLException {
        RenewedConnection.Opening opening = opening(urlOfBoth());
        try (Connection connection = RenewedConnection.open(opening, losses)) {
            connection.setAutoCommit(false);
            write(connection);
            primary.acceptWrites(false);

            // It began before.
            write(connection);
            assertThat(server(connection)).isEqualTo("primary");
            connection.commit();

            assertThat(server(connection)).isEqualTo("successor");
            connection.rollback();
        }
    }

    @Test
    void noneIsUsedUntilOneAcceptsWrites() throws SQLException {
        RenewedConnection.Opening opening = opening(url(primary));
        try (Connection connection = RenewedConnection.open(opening, losses)) {
            primary.acceptWrites(false);
            assertThatThrownBy(() -> write(connection)).matches(DatabaseFault::isUnavailable);

            assertThatThrownBy(() -> server(connection)).matches(DatabaseFault::isUnavailable);

            primary.acceptWrites(true);
            write(connection);
            assertThat(server(connection)).isEqualTo("primary");
        }
    }
}
