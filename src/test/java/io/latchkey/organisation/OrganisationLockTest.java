package io.latchkey.organisation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.latchkey.testing.MigratedDatabases;
import io.latchkey.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ArgumentsSource;

@ParameterizedClass(autoCloseArguments = false)
@ArgumentsSource(MigratedDatabases.class)
class OrganisationLockTest {

    private static final long ORGANISATION = 77_001;
    private static final String INSERT_ORGANISATION =
            "INSERT INTO organisation VALUES (?, 'Org', 0, CURRENT_TIMESTAMP)";
    private static final String INSERT_EVENT =
            "INSERT INTO event (id, organisation_id, event_type_key, key_value, params,"
                    + " occurred_at, received_at, digest, previous_id)"
                    + " VALUES (77001, 77001, 'order', 'x', '{}', CURRENT_TIMESTAMP, CURRENT_TIMESTAMP, 'digest', 0)";

    private final TestDatabase database;

    OrganisationLockTest(TestDatabase database) {
        this.database = database;
        database.execute("DELETE FROM event WHERE organisation_id = ?", ORGANISATION);
        database.execute("DELETE FROM organisation WHERE id = ?", ORGANISATION);
        database.execute(INSERT_ORGANISATION, ORGANISATION);
    }

    /** One that waits for a lock for a second at most. */
    private Connection impatient(TestDatabase of) throws SQLException {
        Connection connection = of.dataSource().getConnection();
        boolean h2 = connection.getMetaData().getDatabaseProductName().equals("H2");
        execute(connection, h2 ? "SET LOCK_TIMEOUT 1000" : "SET lock_timeout = 1000");
        connection.setAutoCommit(false);
        return connection;
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Test
    void rowsOfTheOrganisationAreAddedMeanwhile() throws SQLException {
        try (Connection locking = impatient(database);
                Connection other = impatient(database)) {
            OrganisationLock.take(locking, ORGANISATION);

            execute(other, INSERT_EVENT);

            other.commit();
            locking.rollback();
        }
        assertThat(database.value("SELECT COUNT(*) FROM event WHERE organisation_id = ?", ORGANISATION))
                .isEqualTo("1");
    }

    @Test
    void nobodyElseTakesItMeanwhile() throws SQLException {
        try (Connection locking = impatient(database);
                Connection other = impatient(database)) {
            OrganisationLock.take(locking, ORGANISATION);

            assertThatThrownBy(() -> OrganisationLock.take(other, ORGANISATION)).isInstanceOf(SQLException.class);
            other.rollback();
            locking.commit();

            OrganisationLock.take(other, ORGANISATION);
            other.rollback();
        }
        assertThat(database.value("SELECT last_key_number FROM organisation WHERE id = ?", ORGANISATION))
                .isEqualTo("0");
    }
}
