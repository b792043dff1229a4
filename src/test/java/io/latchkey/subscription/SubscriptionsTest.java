package io.latchkey.subscription;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.latchkey.problem.ProblemException;
import io.latchkey.testing.CountedDatabase;
import io.latchkey.testing.MigratedDatabases;
import io.latchkey.testing.Numbers;
import io.latchkey.testing.TestDatabase;
import io.latchkey.testing.TestOrganisation;
import io.latchkey.testing.UnwovenEntities;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ArgumentsSource;

@ParameterizedClass(autoCloseArguments = false)
@ArgumentsSource(MigratedDatabases.class)
class SubscriptionsTest {

    private static final long ORGANISATION = 6400;
    private static final long CONTACT = 6400;
    private static final long OTHER = 6401;
    private static final List<String> NAMES =
            IntStream.range(0, 100).mapToObj(i -> "News " + i).toList();

    private final TestDatabase database;
    private final CountedDatabase counted;
    private final UnwovenEntities entities;

    SubscriptionsTest(TestDatabase database) {
        this.database = database;
        this.counted = new CountedDatabase(database.dataSource());
        this.entities = new UnwovenEntities(counted.dataSource());
        for (long organisation : List.of(ORGANISATION, OTHER)) {
            TestOrganisation.ensure(database, organisation);
            for (String table : List.of("subscriber", "subscription", "contact")) {
                database.execute("DELETE FROM " + table + " WHERE organisation_id = ?", organisation);
            }
            database.execute(
                    "INSERT INTO contact (id, organisation_id, fields, created_at, updated_at) VALUES (?, ?, '{}',"
                            + " TIMESTAMP WITH TIME ZONE '2026-01-01 00:00:00Z',"
                            + " TIMESTAMP WITH TIME ZONE '2026-01-01 00:00:00Z')",
                    organisation,
                    organisation);
        }
    }

    @AfterEach
    void close() {
        entities.close();
    }

    private void change(Consumer<Subscriptions> work) {
        try (EntityManager writing = entities.open()) {
            writing.getTransaction().begin();
            work.accept(new Subscriptions(writing, Clock.systemUTC()));
            writing.getTransaction().commit();
        }
    }

    private List<String> ofContact() {
        try (EntityManager reading = entities.open()) {
            return new Subscriptions(reading, Clock.systemUTC()).ofContact(ORGANISATION, CONTACT);
        }
    }

    @Test
    void manyThatAreThereTakeTwoStatements() {
        change(subscriptions -> subscriptions.add(OTHER, subscriptions.ofNames(OTHER, NAMES)));
        add(NAMES);
        counted.executions();

        add(NAMES);
        assertThat(counted.executions()).isEqualTo(2);

        change(subscriptions ->
                subscriptions.replace(CONTACT, subscriptions.ofNames(ORGANISATION, NAMES.subList(10, 20))));
        assertThat(counted.executions()).isEqualTo(3);
        assertThat(ofContact()).containsExactlyInAnyOrderElementsOf(NAMES.subList(10, 20));
    }

    @Test
    void aNameIsKeptAsItWasFirstWrittenAndAddedOnce() {
        add(List.of("Shoes", " shoes ", "Hats"));
        add(List.of("HATS", "Coats"));
        add(List.of());

        assertThat(ofContact()).containsExactlyInAnyOrder("Shoes", "Hats", "Coats");
    }

    private void makeAllButOne() {
        database.execute("INSERT INTO subscription (id, organisation_id, name, name_key, created_at)"
                + " SELECT -1 - n, " + ORGANISATION + ", 'many ' || n, 'many ' || n, CURRENT_TIMESTAMP FROM "
                + Numbers.upTo(Subscriptions.MAX_SUBSCRIPTIONS - 1));
    }

    private void add(List<String> names) {
        change(subscriptions -> add(subscriptions, names));
    }

    private static void add(EntityManager adding, String... names) {
        add(new Subscriptions(adding, Clock.systemUTC()), List.of(names));
    }

    private static void add(Subscriptions subscriptions, List<String> names) {
        subscriptions.add(CONTACT, subscriptions.ofNames(ORGANISATION, names));
    }

    @Test
    void twoThatMakeOneAtTheSameTimeDoNotExceedTheMaximum() {
        makeAllButOne();

        assertThatThrownBy(() -> entities.overlap(first -> add(first, "Shoes"), other -> add(other, "many 1", "Hats")))
                .hasCauseInstanceOf(ProblemException.class);
        assertThat(ofContact()).containsExactly("Shoes");
        add(List.of("many 1"));
    }

    @Test
    void twoThatMakeTheSameAtTheSameTimeBothGetIt() {
        makeAllButOne();

        entities.overlap(first -> add(first, "Shoes"), other -> add(other, "many 1", "shoes"));
        assertThat(ofContact()).containsExactlyInAnyOrder("many 1", "Shoes");
    }

    @Test
    void aContactOfAnotherOrganisationIsIgnored() {
        change(subscriptions -> subscriptions.add(OTHER, subscriptions.ofNames(ORGANISATION, List.of("Shoes"))));

        assertThat(database.value("SELECT COUNT(*) FROM subscriber WHERE contact_id = ?", OTHER))
                .isEqualTo("0");
    }
}
