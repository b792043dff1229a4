package io.latchkey.json;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VisibleTextTest {

    @ParameterizedTest
    @ValueSource(strings = {"", "a", " a", "Ключ", "a\u2028b", "€", "\uD83D\uDD11", "\u2764\uFE0F", "a\u200Cb"})
    void textThatPeopleCanTellIsTaken(String text) {
        assertThat(text).matches(VisibleText.ANY);
    }

    /** The joiners of Persian and of Indic scripts, and the tags that make a flag that of a region. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u0646\u0627\u0645\u0647\u200C\u0627\u06CC",
                "\u0D28\u0D4D\u200D",
                "\uD83C\uDFF4\uDB40\uDC67\uDB40\uDC62\uDB40\uDC7F"
            })
    void whatHasNoWidthIsTakenWithWhatCanBeSeen(String text) {
        assertThat(text).matches(VisibleText.ANY);
        assertThat(text).matches(VisibleText.LINE);
    }

    /** Among them the control characters beyond ASCII (C1), which a terminal obeys like those of ASCII. */
    @ParameterizedTest
    @ValueSource(strings = {" ", "\t", "a\nb", "\u0000", "a\u007Fb", "a\u0085b", "\u009B31m"})
    void blanksAndControlCharactersAreNot(String text) {
        assertThat(text).doesNotMatch(VisibleText.ANY);
        assertThat(text).doesNotMatch(VisibleText.LINE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u00A0",
                "\u200B",
                "\u3000",
                "\u00AD\u2060",
                "\u3164",
                "\u2800",
                "\uFEFF",
                "\uFE0F",
                "\u200D \t",
                "\uDB40\uDC01",
                "\uD834\uDD73\uD834\uDD7A",
                "\uD82F\uDCA3"
            })
    void whatCannotBeSeenIsNot(String text) {
        assertThat(text).doesNotMatch(VisibleText.ANY);
        assertThat(text).doesNotMatch(VisibleText.LINE);
    }
}
