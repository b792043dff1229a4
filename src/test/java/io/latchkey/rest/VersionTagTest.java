package io.latchkey.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class VersionTagTest {

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"*", " * "})
    void whatAsksForNoVersionTakesAny(String ifMatch) {
        assertThat(VersionTag.expected(ifMatch, () -> Optional.of(7L))).isEmpty();
    }

    /** Each against the version 7; -1 is no version. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "\"7\" | 7",
                "\"8\" | 8",
                "\"8\", \"7\" | 7",
                "\"7\",\"8\" | 7",
                ",\"8\" ,, \"7\", | 7",
                "\"a,b\", \"7\" | 7",
                "W/\"7\", \"8\" | -1",
                "\"8\", \"9\" | -1",
                "W/\"7\" | -1",
                "\"x\" | -1",
                "7 | -1",
                "\"7\" \"8\" | -1",
                "\"7 | -1",
                "'' | -1",
                "\"7\", * | -1",
            })
    void anyOfAListMatches(String ifMatch, long expected) {
        assertThat(VersionTag.expected(ifMatch, () -> Optional.of(7L))).hasValue(expected);
    }

    @Test
    void whatIsNotThereMatchesNothing() {
        assertThat(VersionTag.expected("\"7\", \"8\"", Optional::empty)).hasValue(-1L);
    }
}
