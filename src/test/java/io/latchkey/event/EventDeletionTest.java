package io.latchkey.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.database.SqlInstant;
import io.latchkey.testing.ExplainedDatabase;
import io.latchkey.testing.MigratedDatabases;
import io.latchkey.testing.TestDatabase;
import io.latchkey.testing.TestOrganisation;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ArgumentsSource;

/** How often the events to delete are looked for. */
@ParameterizedClass(autoCloseArguments = false)
@ArgumentsSource(MigratedDatabases.class)
class EventDeletionTest {

    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
    private static final long ORGANISATION = 7301;
    private static final int COUNT = EventDeletion.MAX_DELETED + EventDeletion.BATCH / 2;

    private final TestDatabase database;
    private final ExplainedDatabase explained;
    private final EventDeletion deletion;

    EventDeletionTest(TestDatabase database) {
        this.database = database;
        this.explained = new ExplainedDatabase(database);
        this.deletion = new EventDeletion(explained.dataSource());
    }

    /** The later ones have the smaller ids. */
    @BeforeEach
    void store() throws SQLException {
        TestOrganisation.ensure(database, ORGANISATION);
        try (Connection connection = database.dataSource().getConnection();
                PreparedStatement insert = connection.prepareStatement(
                        "INSERT INTO event (id, organisation_id, event_type_key, key_value, params, occurred_at,"
                                + " received_at, digest, previous_id) VALUES (?, ?, 'a', 'b', '{}', ?, ?, ?, 0)")) {
            connection.setAutoCommit(false);
            for (int i = 0; i < COUNT; i++) {
                insert.setLong(1, 7_301_000_000L - i);
                insert.setLong(2, ORGANISATION);
                insert.setObject(3, SqlInstant.of(NOW.plusSeconds(i)));
                insert.setObject(4, SqlInstant.of(NOW));
                insert.setString(5, UUID.randomUUID().toString());
                insert.addBatch();
            }
            insert.executeBatch();
            connection.commit();
        }
    }

    @AfterEach
    void forget() {
        database.execute("DELETE FROM event WHERE organisation_id = ?", ORGANISATION);
        database.execute("DELETE FROM organisation WHERE id = ?", ORGANISATION);
    }

    /** Each look begins with what was deleted before it. */
    @Test
    void aRequestLooksForThemOnceAndDeletesTheOldest() throws SQLException {
        EventSelection all = new EventSelection("a", Optional.empty(), Optional.empty(), Optional.empty());

        assertThat(deletion.delete(ORGANISATION, all)).isEqualTo(new DeletedEvents(EventDeletion.MAX_DELETED, false));
        assertThat(explained.plans()).hasSize(1);
        assertThat(database.value(
                        "SELECT COUNT(*) FROM event WHERE organisation_id = ? AND occurred_at >= ?",
                        ORGANISATION,
                        SqlInstant.of(NOW.plusSeconds(EventDeletion.MAX_DELETED))))
                .isEqualTo(String.valueOf(COUNT - EventDeletion.MAX_DELETED));

        assertThat(deletion.delete(ORGANISATION, all))
                .isEqualTo(new DeletedEvents(COUNT - EventDeletion.MAX_DELETED, true));
        assertThat(deletion.delete(ORGANISATION, all)).isEqualTo(new DeletedEvents(0, true));
    }
}
