package io.latchkey.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.testing.ExplainedDatabase;
import io.latchkey.testing.MigratedDatabases;
import io.latchkey.testing.MovableClock;
import io.latchkey.testing.TestDatabase;
import io.latchkey.testing.TestOrganisation;
import io.latchkey.testing.UnwovenEntities;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ArgumentsSource;

/** Events that are received while the clocks of the nodes differ, or are set. */
@ParameterizedClass(autoCloseArguments = false)
@ArgumentsSource(MigratedDatabases.class)
class EventStoreTest {

    private static final long ORGANISATION = 6800;
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final Duration WINDOW = Duration.ofMinutes(30);
    private static final Duration JUMP = Duration.ofHours(1);

    private final MovableClock clock = new MovableClock(START);
    private final TestDatabase database;
    private final UnwovenEntities entities;

    EventStoreTest(TestDatabase database) {
        this.database = database;
        this.entities = new UnwovenEntities(database.dataSource());
        TestOrganisation.ensure(database, ORGANISATION);
        delete();
    }

    @AfterEach
    void close() {
        entities.close();
        delete();
    }

    private void delete() {
        database.execute("DELETE FROM event WHERE organisation_id = ?", ORGANISATION);
    }

    private void receive(Duration window) {
        entities.inTransaction(storing -> {
            new EventStore(storing, database.dataSource(), clock, window)
                    .append(ORGANISATION, new EventContent("type", "key", "{}"), "digest");
            return storing;
        });
    }

    private String stored(String condition, Instant time) {
        return database.value(
                "SELECT COUNT(*) FROM event WHERE organisation_id = ? AND " + condition,
                ORGANISATION,
                Timestamp.from(time));
    }

    @Test
    void afterAJumpThatWasCorrectedEventsAreStoredWithTheirOwnTime() {
        clock.advance(JUMP);
        receive(WINDOW);
        clock.advance(JUMP.negated());

        receive(WINDOW);
        receive(WINDOW);
        assertThat(stored("occurred_at = ?", START)).isEqualTo("1");

        clock.advance(WINDOW);
        receive(WINDOW);
        assertThat(stored("occurred_at = ?", START.plus(WINDOW))).isEqualTo("1");
        // Each is received after the one before, by whatever clock.
        assertThat(stored("received_at > ?", START.plus(JUMP))).isEqualTo("2");
    }

    @Test
    void aRepeatThatReachesANodeWhoseClockIsBehindIsOne() {
        receive(WINDOW);
        clock.advance(WINDOW.negated().plusMillis(1));

        receive(WINDOW);

        assertThat(stored("received_at >= ?", Instant.EPOCH)).isEqualTo("1");
    }

    @Test
    void withoutAWindowNothingIsARepeatWhateverTheClocksSay() {
        receive(Duration.ZERO);
        clock.advance(Duration.ofMillis(-1));

        receive(Duration.ZERO);

        assertThat(stored("received_at >= ?", Instant.EPOCH)).isEqualTo("2");
    }

    @Test
    void theParametersOfTheOneBeforeAreNotRead() {
        ExplainedDatabase explained = new ExplainedDatabase(database);
        receive(Duration.ZERO);
        try (UnwovenEntities reading = new UnwovenEntities(explained.dataSource())) {
            reading.inTransaction(storing -> new EventStore(storing, database.dataSource(), clock, WINDOW)
                    .append(ORGANISATION, new EventContent("type", "key", "{}"), "digest"));
        }

        assertThat(explained.plans()).hasSize(1).allSatisfy(plan -> assertThat(plan)
                .doesNotContainIgnoringCase("params"));
    }
}
