package io.latchkey.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.latchkey.problem.ProblemException;
import io.latchkey.testing.MigratedDatabases;
import io.latchkey.testing.Numbers;
import io.latchkey.testing.TestDatabase;
import io.latchkey.testing.TestOrganisation;
import io.latchkey.testing.UnwovenEntities;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ArgumentsSource;

@ParameterizedClass(autoCloseArguments = false)
@ArgumentsSource(MigratedDatabases.class)
class SegmentsTest {

    private static final long ORGANISATION = 6500;

    private final TestDatabase database;
    private final UnwovenEntities entities;

    SegmentsTest(TestDatabase database) {
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
        database.execute("DELETE FROM segment WHERE organisation_id = ?", ORGANISATION);
    }

    private static Segments segments(EntityManager entities) {
        return new Segments(entities, Clock.systemUTC());
    }

    private void makeAllButOne() {
        database.execute("INSERT INTO segment (id, organisation_id, name, name_key, created_at)"
                + " SELECT -1 - n, " + ORGANISATION + ", 'many ' || n, 'many ' || n, CURRENT_TIMESTAMP FROM "
                + Numbers.upTo(Segments.MAX_SEGMENTS - 1));
    }

    private String count() {
        return database.value("SELECT COUNT(*) FROM segment WHERE organisation_id = ?", ORGANISATION);
    }

    @Test
    void twoThatMakeOneAtTheSameTimeDoNotExceedTheMaximum() {
        makeAllButOne();

        assertThatThrownBy(() -> entities.overlap(
                        first -> segments(first).ofNames(ORGANISATION, List.of("Shoes")),
                        other -> segments(other).ofNames(ORGANISATION, List.of("many 1", "Hats"))))
                .hasCauseInstanceOf(ProblemException.class);
        assertThat(count()).isEqualTo("5000");
    }

    @Test
    void twoThatMakeTheSameAtTheSameTimeBothGetIt() {
        makeAllButOne();

        entities.overlap(first -> segments(first).ofNames(ORGANISATION, List.of("Shoes")), other -> {
            assertThat(segments(other).ofNames(ORGANISATION, List.of("shoes")).ids(List.of("SHOES")))
                    .hasSize(1);
            assertThat(segments(other).find(ORGANISATION, "shoes").map(Segment::name))
                    .contains("Shoes");
        });
        assertThat(count()).isEqualTo("5000");
    }

    @Test
    void aNameIsOfOneSegmentWhateverItsCaseAndABlankOneOfNone() {
        NamedSegments made = entities.inTransaction(
                writing -> segments(writing).ofNames(ORGANISATION, List.of("Shoes", " shoes ", " ", "Hats")));
        NamedSegments again = entities.inTransaction(
                writing -> segments(writing).ofNames(ORGANISATION, List.of("HATS", "Coats", "SHOES")));

        assertThat(count()).isEqualTo("3");
        assertThat(made.ids(List.of("shoes", "SHOES", "", "Coats"))).hasSize(1).isEqualTo(again.ids(List.of("Shoes")));
        assertThat(again.ids(List.of("Coats", "Hats"))).hasSize(2).containsAll(made.ids(List.of("Hats")));
    }

    @Test
    void whatIsThereIsFoundBesideOneThatIsBeingMade() {
        entities.overlap(first -> segments(first).ofNames(ORGANISATION, List.of("Shoes")), other -> {});

        entities.overlap(first -> segments(first).ofNames(ORGANISATION, List.of("Hats")), other -> {
            // If this one took the lock, too, it would wait, and find the other segment afterwards.
            assertThat(segments(other).ofNames(ORGANISATION, List.of("shoes")).ids(List.of("Shoes")))
                    .hasSize(1);
            assertThat(segments(other).find(ORGANISATION, "Hats")).isEmpty();
        });
    }
}
