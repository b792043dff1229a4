package io.latchkey.keypage;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.MessageFormat;
import java.time.Duration;
import java.util.Locale;
import java.util.ResourceBundle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OverlapTextTest {

    @ParameterizedTest
    @CsvSource({
        "en, P1D, in a day",
        "en, P14D, in 14 days",
        "en, PT36H, in 36 hours",
        "en, PT2H, in 2 hours",
        "en, PT1M, in a minute",
        "en, PT90M, in 90 minutes",
        "en, PT1S, in a second",
        "en, PT90S, in 90 seconds",
        "uk, PT36H, через 36 год",
        "uk, P14D, через 14 дн.",
        "uk, PT90M, через 90 хв",
        "uk, PT90S, через 90 с"
    })
    void isSaidInTheLargestUnitThatIsExact(String language, Duration overlap, String said) {
        OverlapText text = OverlapText.of(overlap);
        Locale locale = Locale.forLanguageTag(language);
        ResourceBundle texts = ResourceBundle.getBundle("io.latchkey.page.text", locale);

        assertThat(new MessageFormat(texts.getString("overlap." + text.unit()), locale)
                        .format(new Object[] {text.count()}))
                .isEqualTo(said);
    }
}
