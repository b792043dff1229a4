package io.latchkey.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.latchkey.database.DatabaseFault;
import io.latchkey.testing.MigratedDatabases;
import io.latchkey.testing.TestDatabase;
import io.latchkey.testing.TestOrganisation;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ArgumentsSource;

/** On a database that goes away in the middle of it. */
@ParameterizedClass(autoCloseArguments = false)
@ArgumentsSource(MigratedDatabases.class)
class EventDeletionFaultTest {

    private static final long ORGANISATION = 1;
    private static final int EVENTS = EventDeletion.BATCH + 500;
    private static final EventSelection ALL =
            EventSelection.of(Optional.of("deleted"), Optional.empty(), Optional.empty(), Optional.empty());

    private final TestDatabase database;
    private int commits;

    EventDeletionFaultTest(TestDatabase database) throws SQLException {
        this.database = database;
        TestOrganisation.ensureWithOwner(database, ORGANISATION, 1, "anna");
        database.execute("DELETE FROM event");
        try (Connection connection = database.dataSource().getConnection();
                var insert = connection.prepareStatement(
                        "INSERT INTO event (id, organisation_id, event_type_key, key_value, params, occurred_at,"
                                + " received_at, digest, previous_id) VALUES (?, ?, 'deleted', 'a', '{}',"
                                + " CURRENT_TIMESTAMP, CURRENT_TIMESTAMP, ?, 0)")) {
            for (long id = 1; id <= EVENTS; id++) {
                insert.setLong(1, id);
                insert.setLong(2, ORGANISATION);
                insert.setString(3, "digest " + id);
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    private String events() {
        return database.value("SELECT COUNT(*) FROM event");
    }

    /** Is lost at this commit, counted from 1. */
    private EventDeletion lostAt(int commit) {
        return new EventDeletion((DataSource) proxy(DataSource.class, database.dataSource(), commit));
    }

    private Object proxy(Class<?> type, Object real, int commit) {
        return Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    if (method.getName().equals("commit") && ++commits == commit) {
                        throw new SQLException("terminated", "57P01");
                    }
                    try {
                        Object result = method.invoke(real, arguments);
                        return result instanceof Connection ? proxy(Connection.class, result, commit) : result;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    @Test
    void whatWasDeletedBeforeIsToldAndTheRestIsForTheNextRequest() throws SQLException {
        assertThat(lostAt(2).delete(ORGANISATION, ALL)).isEqualTo(new DeletedEvents(EventDeletion.BATCH, false));
        assertThat(events()).isEqualTo("500");

        assertThat(lostAt(0).delete(ORGANISATION, ALL)).isEqualTo(new DeletedEvents(500, true));
    }

    @Test
    void ifNothingIsKnownToBeDeletedItFails() {
        assertThatThrownBy(() -> lostAt(1).delete(ORGANISATION, ALL))
                .matches(DatabaseFault::isUnavailable)
                .matches(DatabaseFault::isInDoubt);
        assertThat(events()).isEqualTo(Integer.toString(EVENTS));
    }
}
