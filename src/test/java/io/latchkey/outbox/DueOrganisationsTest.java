package io.latchkey.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.testing.MigratedDatabases;
import io.latchkey.testing.TestDatabase;
import io.latchkey.testing.TestOrganisation;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ArgumentsSource;

@ParameterizedClass(autoCloseArguments = false)
@ArgumentsSource(MigratedDatabases.class)
class DueOrganisationsTest {

    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
    private static final String CHANNEL = "PIGEON";
    private static final long ANN = 7101;
    private static final long BOB = 7102;
    private static final long COY = 7103;
    private static final long DEE = 7104;

    private final TestDatabase database;
    private final DueOrganisations organisations;

    DueOrganisationsTest(TestDatabase database) {
        this.database = database;
        this.organisations = new DueOrganisations(database.dataSource(), "notice_delivery");
    }

    @BeforeEach
    void organisations() {
        for (long id = ANN; id <= DEE; id++) {
            TestOrganisation.ensure(database, id);
        }
    }

    @AfterEach
    void forget() {
        database.execute("DELETE FROM notice_delivery WHERE organisation_id BETWEEN " + ANN + " AND " + DEE);
        database.execute("DELETE FROM organisation WHERE id BETWEEN " + ANN + " AND " + DEE);
    }

    @Test
    void thoseWithSomethingDueTakeTurns() throws SQLException {
        add(2, ANN, CHANNEL, NOW.minusSeconds(1));
        add(1, BOB, CHANNEL, NOW.plusSeconds(1));
        add(1, COY, CHANNEL, NOW);
        add(1, DEE, "ANOTHER", NOW);

        assertTurnsOfAnnAndCoy();
    }

    @Test
    void nobodyIsHiddenBehindAllThatAnotherHas() throws SQLException {
        add(DueOrganisations.MANY, ANN, CHANNEL, NOW.minusSeconds(60));
        add(1, BOB, CHANNEL, NOW.plusSeconds(1));
        add(1, COY, CHANNEL, NOW);
        add(1, DEE, "ANOTHER", NOW);

        assertTurnsOfAnnAndCoy();
    }

    private void assertTurnsOfAnnAndCoy() throws SQLException {
        assertThat(organisations.list(CHANNEL, Long.MIN_VALUE, NOW, 10)).containsExactly(ANN, COY);
        assertThat(organisations.list(CHANNEL, ANN, NOW, 10)).containsExactly(COY, ANN);
        assertThat(organisations.list(CHANNEL, COY, NOW, 10)).containsExactly(ANN, COY);
        assertThat(organisations.list(CHANNEL, ANN, NOW, 1)).containsExactly(COY);
        assertThat(organisations.list("NONE", ANN, NOW, 10)).isEmpty();
    }

    private void add(int count, long organisation, String channel, Instant dueAt) throws SQLException {
        try (Connection connection = database.dataSource().getConnection();
                PreparedStatement insert = connection.prepareStatement("INSERT INTO notice_delivery (id,"
                        + " organisation_id, key_id, cause, deadline, channel, recipient, subject, content, status,"
                        + " attempts, due_at, detail, queued_at)"
                        + " VALUES (?, ?, 1, 'LEAK', ?, ?, '', 's', '{}', 'QUEUED', 0, ?, '', ?)")) {
            for (int i = 0; i < count; i++) {
                insert.setString(1, UUID.randomUUID().toString());
                insert.setLong(2, organisation);
                insert.setObject(3, NOW.atOffset(ZoneOffset.UTC));
                insert.setString(4, channel);
                insert.setObject(5, dueAt.atOffset(ZoneOffset.UTC));
                insert.setObject(6, NOW.atOffset(ZoneOffset.UTC));
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }
}
