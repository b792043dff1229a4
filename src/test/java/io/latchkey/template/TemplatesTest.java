package io.latchkey.template;

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
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ArgumentsSource;

@ParameterizedClass(autoCloseArguments = false)
@ArgumentsSource(MigratedDatabases.class)
class TemplatesTest {

    private static final long ORGANISATION = 6650;

    private final TestDatabase database;
    private final UnwovenEntities entities;

    TemplatesTest(TestDatabase database) {
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
        database.execute("DELETE FROM message_template WHERE organisation_id = ?", ORGANISATION);
    }

    private static void create(EntityManager creating) {
        Optional<String> part = Optional.of("x");
        new Templates(creating, Clock.systemUTC())
                .create(
                        ORGANISATION,
                        Channel.EMAIL,
                        new Labels("n", List.of(), List.of()),
                        new Wording("n", "en", "a", "s", part, part, part, part, part, true));
        creating.flush();
    }

    @Test
    void twoThatAreCreatedAtTheSameTimeDoNotExceedTheMaximum() {
        database.execute("INSERT INTO message_template (id, organisation_id, channel, name, tags, subscriptions_keys,"
                + " search_text, created_at, version) SELECT -1 - n, " + ORGANISATION
                + ", 'EMAIL', 'n', '', '', 'n', CURRENT_TIMESTAMP, 1 FROM "
                + Numbers.upTo(Templates.MAX_TEMPLATES - 1));

        assertThatThrownBy(() -> entities.overlap(TemplatesTest::create, TemplatesTest::create))
                .hasCauseInstanceOf(ProblemException.class);
        assertThat(database.value("SELECT COUNT(*) FROM message_template WHERE organisation_id = ?", ORGANISATION))
                .isEqualTo("10000");
    }
}
