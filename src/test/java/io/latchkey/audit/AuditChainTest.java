package io.latchkey.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.testing.LoggedLines;
import io.latchkey.testing.MigratedDatabases;
import io.latchkey.testing.MovableClock;
import io.latchkey.testing.TestDatabase;
import io.latchkey.testing.TestOrganisation;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ArgumentsSource;

/** The log of an organisation while the clocks of the nodes differ, or are set. */
@ParameterizedClass(autoCloseArguments = false)
@ArgumentsSource(MigratedDatabases.class)
class AuditChainTest {

    private static final long ORGANISATION = 6710;
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final LoggedLines lines = LoggedLines.of(AuditChain.class);
    private final MovableClock clock = new MovableClock(START);
    private final AuditChain chain = new AuditChain(clock);
    private final TestDatabase database;

    AuditChainTest(TestDatabase database) {
        this.database = database;
        TestOrganisation.ensure(database, ORGANISATION);
        delete();
    }

    @AfterEach
    void leaveNothing() {
        lines.close();
        delete();
    }

    private void delete() {
        database.execute("DELETE FROM audit_entry WHERE organisation_id = ?", ORGANISATION);
        database.execute("DELETE FROM audit_chain WHERE organisation_id = ?", ORGANISATION);
    }

    /** Tests of other organisations may run at the same time. */
    private List<String> messages() {
        return lines.written().stream()
                .filter(line -> line.contains(" " + ORGANISATION + " "))
                .toList();
    }

    private void append() throws SQLException {
        try (Connection connection = database.dataSource().getConnection()) {
            connection.setAutoCommit(false);
            chain.append(
                    connection,
                    ORGANISATION,
                    new AuditActor(AuditActor.Kind.USER, "anna", Optional.empty()),
                    List.of(new AuditChange(AuditAction.KEY_COPIED, 1, Optional.empty(), Optional.empty())));
            connection.commit();
        }
    }

    private String times() {
        return database.value("SELECT COUNT(DISTINCT at) FROM audit_entry WHERE organisation_id = ?", ORGANISATION);
    }

    @Test
    void entriesAfterAJumpThatWasCorrectedKeepItsTimeAndTheLogSaysSo() throws SQLException {
        clock.advance(Duration.ofHours(1));
        append();
        assertThat(messages()).isEmpty();
        clock.advance(Duration.ofHours(-1));

        append();

        assertThat(times()).isEqualTo("1");
        assertThat(messages()).singleElement().asString().contains("2026-01-01T00:00:00Z", "2026-01-01T01:00:00Z");
    }

    @Test
    void aMomentIsNotWorthAWord() throws SQLException {
        append();
        clock.advance(Duration.ofMinutes(-1));

        append();

        assertThat(times()).isEqualTo("1");
        assertThat(messages()).isEmpty();
    }
}
