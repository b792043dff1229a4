package io.latchkey.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.latchkey.problem.FieldError;
import io.latchkey.problem.ProblemException;
import io.latchkey.testing.MigratedDatabases;
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

/** How long the wordings of a template may be together. */
@ParameterizedClass(autoCloseArguments = false)
@ArgumentsSource(MigratedDatabases.class)
class TemplateWordingsTest {

    private static final long ORGANISATION = 6600;
    private static final Labels LABELS = new Labels("n", List.of(), List.of());

    /** Besides the texts: the name, the sender and the subject. */
    private static final int OTHERS = 3;

    private final TestDatabase database;
    private final UnwovenEntities entities;
    private final long id;

    TemplateWordingsTest(TestDatabase database) {
        this.database = database;
        this.entities = new UnwovenEntities(database.dataSource());
        TestOrganisation.ensure(database, ORGANISATION);
        delete();
        this.id = entities.inTransaction(
                writing -> templates(writing).create(ORGANISATION, Channel.EMAIL, LABELS, wording("en", 500_000, "ж")));
    }

    @AfterEach
    void close() {
        entities.close();
        delete();
    }

    private void delete() {
        database.execute("DELETE FROM message_template WHERE organisation_id = ?", ORGANISATION);
    }

    private static Templates templates(EntityManager entities) {
        return new Templates(entities, Clock.systemUTC());
    }

    private static TemplateWordings wordings(EntityManager entities) {
        return new TemplateWordings(entities, templates(entities));
    }

    /** With a fifth of its texts in each of the columns, as far as an e-mail has them. */
    private static Wording wording(String language, int length, String letter) {
        Optional<String> part = Optional.of(letter.repeat(length / 5));
        return new Wording("n", language, "a", "s", part, part, part, part, part, true);
    }

    private boolean translate(String language, int length) {
        return entities.inTransaction(writing ->
                wordings(writing).translate(ORGANISATION, Channel.EMAIL, id, wording(language, length, "x")));
    }

    private boolean change(int length) {
        return entities.inTransaction(writing ->
                wordings(writing).change(ORGANISATION, Channel.EMAIL, id, LABELS, wording("en", length, "x")));
    }

    private static void assertTooLong(Runnable change) {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(change::run)
                .satisfies(refused -> {
                    assertThat(refused.problem().status()).isEqualTo(400);
                    assertThat(refused.problem().errors())
                            .extracting(FieldError::field)
                            .containsExactly("htmlText");
                });
    }

    private long stored() {
        return entities.inTransaction(writing -> {
            Template template =
                    templates(writing).find(ORGANISATION, Channel.EMAIL, id).orElseThrow();
            return (long) template.base().length()
                    + template.translations().stream().mapToInt(Wording::length).sum();
        });
    }

    @Test
    void theWordingsOfATemplateAreLimitedTogether() {
        translate("uk", 500_000);
        translate("de", 500_000);
        // A length that can be divided by five, as near to the limit as possible.
        int rest = (TemplateWordings.MAX_CHARACTERS - 4 * OTHERS - 1_500_000) / 5 * 5;

        assertTooLong(() -> translate("fr", rest + 5));
        assertThat(translate("fr", rest)).isTrue();
        assertTooLong(() -> translate("pl", 5));
        assertTooLong(() -> translate("FR", rest + 5));
        assertTooLong(() -> translate("en", 500_005));
        assertTooLong(() -> change(500_005));

        assertThat(stored()).isBetween(TemplateWordings.MAX_CHARACTERS - 4L, (long) TemplateWordings.MAX_CHARACTERS);
        assertThat(translate("uk", 400_000)).isTrue();
        assertThat(change(600_000)).isTrue();
        assertTooLong(() -> translate("pl", 5));
    }

    @Test
    void anOlderTemplateThatIsLongerIsReadAndShortened() {
        database.execute(
                "INSERT INTO message_wording (template_id, language, organisation_id, language_code, name, sender,"
                        + " subject, html_text, css, track_urls) SELECT ?, l, ?, l, 'n', 'a', 's', ?, ?, TRUE"
                        + " FROM (VALUES ('uk'), ('de'), ('fr'), ('it')) languages(l)",
                id,
                ORGANISATION,
                "ж".repeat(400_000),
                "x".repeat(200_000));
        long before = 500_000 + 4 * 600_000 + 5 * OTHERS;

        assertThat(stored()).isEqualTo(before);
        assertTooLong(() -> translate("uk", 600_005));
        assertTooLong(() -> translate("pl", 5));
        assertTooLong(() -> change(500_005));
        assertThat(translate("uk", 600_000)).as("as long as before").isTrue();
        assertThat(change(499_995)).isTrue();
        assertThat(translate("de", 5)).isTrue();
        assertThat(stored()).isEqualTo(before - 5 - 599_995);
        assertTooLong(() -> translate("pl", 5));
        assertThat(translate("fr", 5)).isTrue();
        assertThat(translate("pl", 5)).as("short enough again").isTrue();
    }
}
