package io.latchkey.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The texts of the pages in both languages. */
class TextsTest {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{(\\d)");

    /** Several things after a number that may be one, unless it is an alternative of a choice. */
    private static final Pattern ALWAYS_SEVERAL =
            Pattern.compile("(?<!<[^|{}]{0,60})\\{\\d(,number)?} (?!(was|has|is)\\b)[a-z]+s\\b");

    private final ResourceBundle english = texts("en");
    private final ResourceBundle ukrainian = texts("uk");

    @Test
    void eachTextIsThereInBothLanguages() {
        assertThat(ukrainian.keySet()).isEqualTo(english.keySet());
    }

    @Test
    void eachTextIsTranslated() {
        assertThat(names())
                .allSatisfy(
                        name -> assertThat(ukrainian.getString(name)).as(name).containsPattern("[а-яіїєґ]"));
    }

    @Test
    void eachTranslationSaysTheSameValues() {
        assertThat(names()).allSatisfy(name -> assertThat(placeholders(ukrainian.getString(name)))
                .as(name)
                .isEqualTo(placeholders(english.getString(name))));
    }

    /** MessageFormat takes an apostrophe for the beginning of a quotation. */
    @Test
    void noTextWithValuesHasAnApostropheOfAscii() {
        for (ResourceBundle texts : List.of(english, ukrainian)) {
            assertThat(names())
                    .filteredOn(name -> texts.getString(name).contains("{"))
                    .allSatisfy(name -> assertThat(texts.getString(name)).doesNotContain("'"));
        }
    }

    @Test
    void oneIsNotCalledSeveral() {
        assertThat(names())
                .allSatisfy(name -> assertThat(english.getString(name)).as(name).doesNotContainPattern(ALWAYS_SEVERAL));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "en|signin.tooMany|1|Try again in 1 second.",
                "en|signin.tooMany|1200|Try again in 1,200 seconds.",
                "en|users.tooMany|1|Try again in 1 second.",
                "en|users.tooMany|2|Try again in 2 seconds.",
                "uk|users.tooMany|1|за 1 с.",
                "en|audit.intact|0|There are no entries yet.",
                "en|audit.intact|1|The only entry is intact.",
                "en|audit.intact|2000|All 2,000 entries are intact.",
                "uk|audit.intact|1|Єдиний запис такий",
                "uk|audit.intact|5|Усі записи (5) такі",
                "en|outbox.attempts|1|1 attempt",
                "en|outbox.attempts|30|30 attempts",
                "en|quota.left|1|1 of 1 request left",
                "en|quota.left|21|21 of 21 requests left",
                "uk|quota.left|1|Залишилося запитів: 1 із 1;",
                "uk|quota.left|21|Залишилося запитів: 21 із 21;"
            })
    void numbersAndWhatTheyCountAgree(String language, String name, long number, String said) {
        ResourceBundle texts = language.equals("en") ? english : ukrainian;

        assertThat(new MessageFormat(texts.getString(name), texts.getLocale()).format(new Object[] {number, number}))
                .contains(said);
    }

    private Set<String> names() {
        return new TreeSet<>(english.keySet());
    }

    private static List<String> placeholders(String text) {
        return PLACEHOLDER
                .matcher(text)
                .results()
                .map(MatchResult::group)
                .distinct()
                .sorted()
                .toList();
    }

    private static ResourceBundle texts(String language) {
        return ResourceBundle.getBundle("io.latchkey.page.text", Locale.forLanguageTag(language));
    }
}
