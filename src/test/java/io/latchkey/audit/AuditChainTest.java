package io.latchkey.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.testing.MigratedDatabases;
import io.latchkey.testing.MovableClock;
import io.latchkey.testing.TestDatabase;
import io.latchkey.testing.TestOrganisation;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
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

    private final Logger logger = Logger.getLogger(AuditChain.class.getName());
    private final Messages messages = new Messages();
    private final MovableClock clock = new MovableClock(START);
    private final AuditChain chain = new AuditChain(clock);
    private final TestDatabase database;

    AuditChainTest(TestDatabase database) {
        this.database = database;
        TestOrganisation.ensure(database, ORGANISATION);
        delete();
        logger.addHandler(messages);
    }

    @AfterEach
    void leaveNothing() {
        logger.removeHandler(messages);
        delete();
    }

    private void delete() {
        database.execute("DELETE FROM audit_entry WHERE organisation_id = ?", ORGANISATION);
        database.execute("DELETE FROM audit_chain WHERE organisation_id = ?", ORGANISATION);
    }

    private static final class Messages extends Handler {

        private final List<String> written = new ArrayList<>();

        @Override
        public void publish(LogRecord record) {
            String text = new SimpleFormatter().formatMessage(record);
            // Tests of other organisations may run at the same time.
            if (text.contains(" " + ORGANISATION + " ")) {
                written.add(text);
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
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
        assertThat(messages.written).isEmpty();
        clock.advance(Duration.ofHours(-1));

        append();

        assertThat(times()).isEqualTo("1");
        assertThat(messages.written)
                .singleElement()
                .asString()
                .contains("2026-01-01T00:00:00Z", "2026-01-01T01:00:00Z");
    }

    @Test
    void aMomentIsNotWorthAWord() throws SQLException {
        append();
        clock.advance(Duration.ofMinutes(-1));

        append();

        assertThat(times()).isEqualTo("1");
        assertThat(messages.written).isEmpty();
    }
}
