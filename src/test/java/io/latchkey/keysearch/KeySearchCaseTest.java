package io.latchkey.keysearch;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.key.InactivityPolicy;
import io.latchkey.testing.MigratedDatabases;
import io.latchkey.testing.MovableClock;
import io.latchkey.testing.TestDatabase;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ArgumentsSource;

/** The search by text, with letters beyond ASCII, in each kind of locale that a database can be created with. */
@ParameterizedClass(autoCloseArguments = false)
@ArgumentsSource(MigratedDatabases.class)
class KeySearchCaseTest {

    private static final Instant NOW = Instant.parse("2026-05-01T00:00:00Z");

    /** Enough for each of the descriptions to be there once. */
    private static final int COUNT = 14;

    private final TestDatabase database;

    KeySearchCaseTest(TestDatabase database) {
        this.database = database;
    }

    private interface Search {
        int found(String text) throws SQLException;
    }

    private interface Check {
        void of(Search search) throws SQLException;
    }

    private static void search(TestDatabase in, Check check) throws SQLException {
        try (ListedKeys keys = new ListedKeys(in, NOW)) {
            keys.add(COUNT);
            KeySearchQuery query =
                    new KeySearchQuery(in.dataSource(), new InactivityPolicy(ListedKeys.PERIOD), new MovableClock(NOW));
            check.of(text -> query.count(
                    ListedKeys.ORGANISATION,
                    new KeySearch(text, Optional.empty(), Optional.empty(), KeyOrder.NUMBER, false)));
        }
    }

    private TestDatabase created(String name, String locale) {
        TestDatabase created = database.another(name, locale);
        MigratedDatabases.migrate(created);
        return created;
    }

    private boolean onPostgresql() throws SQLException {
        try (ListedKeys keys = new ListedKeys(database, NOW)) {
            return keys.onPostgresql();
        }
    }

    @Test
    void caseIsIgnoredWhereTheDatabaseKnowsTheLetters() throws SQLException {
        TestDatabase knowing =
                onPostgresql() ? created("with_icu", "LOCALE_PROVIDER icu ICU_LOCALE 'und' LOCALE 'C'") : database;

        search(knowing, search -> {
            for (String text : List.of("зебра", "Зебра", "ЗЕБРА")) {
                assertThat(search.found(text)).as(text).isEqualTo(1);
            }
            for (String text : List.of("Ёлка", "ёлка", "ЁЛКА", "ÄLPHA", "älpha", "Alpha")) {
                assertThat(search.found(text)).as(text).isEqualTo(2);
            }
            assertThat(search.found("øystein")).isPositive().isEqualTo(search.found("ØYSTEIN"));
        });
    }

    @Test
    void whatIsTypedExactlySoIsFoundWhateverTheLocale() throws SQLException {
        TestDatabase plain = onPostgresql() ? created("with_c", "LOCALE 'C'") : database;

        search(plain, search -> {
            for (String text : List.of("зебра", "Ёлка", "ёлка", "ÄLPHA", "älpha", "Øystein", "éclair")) {
                assertThat(search.found(text)).as(text).isPositive();
            }
            assertThat(search.found("ALPHA")).as("ASCII").isEqualTo(2);
            assertThat(search.found("100%")).isEqualTo(1);
        });
    }
}
