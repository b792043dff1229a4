package io.latchkey.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.latchkey.testing.DatabaseKind;
import io.latchkey.testing.MapConfig;
import io.latchkey.testing.TestDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** To which server of PostgreSQL a node connects. */
class ConfiguredDataSourceTest {

    @TempDir
    private static Path folder;

    private static Connection open(TestDatabase database, String options) throws SQLException {
        Map<String, String> environment = database.environment();
        Map<String, String> settings = Map.of(
                "latchkey.db.user",
                environment.get("LATCHKEY_DB_USER"),
                "latchkey.db.password",
                environment.get("LATCHKEY_DB_PASSWORD"),
                "latchkey.db.connect-timeout",
                "PT10S",
                "latchkey.db.socket-timeout",
                "PT30S");
        return new ConfiguredDataSource()
                .postgresql(environment.get("LATCHKEY_DB_URL") + options, new MapConfig(settings))
                .open();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "?targetServerType=any", "?targetServerType=preferSecondary"})
    void whereNothingCanBeWrittenNothingIsRead(String options) throws SQLException {
        try (TestDatabase primary =
                TestDatabase.create(DatabaseKind.POSTGRESQL, folder.resolve("p" + options.length()))) {
            TestDatabase standby = primary.another("standby", "");
            try (Connection connection = open(standby, options)) {
                assertThat(connection.isValid(10)).isTrue();
            }
            // What a client sees of a standby.
            standby.execute("ALTER DATABASE standby SET default_transaction_read_only = on");

            assertThatThrownBy(() -> open(standby, options)).isInstanceOf(SQLException.class);
        }
    }

    /** The driver has whole seconds, and 0 for no limit. */
    @ParameterizedTest
    @CsvSource({
        "latchkey.db.connect-timeout, PT0.8S",
        "latchkey.db.connect-timeout, PT-1S",
        "latchkey.db.socket-timeout, PT0.8S",
        "latchkey.db.socket-timeout, PT1.5S",
        "latchkey.db.socket-timeout, PT-5S"
    })
    void aTimeoutThatTheDriverCannotKeepIsRefused(String name, String timeout) {
        assertThatThrownBy(() -> withTimeout(name, timeout))
                .isInstanceOf(SQLException.class)
                .hasMessageStartingWith(name + " must be");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "PT1S", "PT2M"})
    void wholeSecondsAreTaken(String timeout) throws SQLException {
        assertThat(withTimeout("latchkey.db.socket-timeout", timeout)).isNotNull();
    }

    private static RenewedConnection.Opening withTimeout(String name, String timeout) throws SQLException {
        Map<String, String> settings =
                new HashMap<>(Map.of("latchkey.db.connect-timeout", "PT5S", "latchkey.db.socket-timeout", "PT30S"));
        settings.put(name, timeout);
        return new ConfiguredDataSource().postgresql("jdbc:postgresql://localhost/x", new MapConfig(settings));
    }

    /** The product's role is the owner of its database, and nothing more. */
    @Test
    void anOrdinaryRoleIsToldTheTimeline() throws SQLException {
        try (TestDatabase primary = TestDatabase.create(DatabaseKind.POSTGRESQL, folder.resolve("timeline"));
                Connection connection = open(primary, "");
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE ROLE ordinary; SET ROLE ordinary");

            assertThat(Timeline.of(connection)).hasValueSatisfying(timeline -> {
                assertThat(timeline.number()).isEqualTo(1);
                assertThat(timeline.system()).isNotEmpty();
            });
        }
    }
}
