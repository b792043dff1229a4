package io.latchkey.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.latchkey.keytoken.KeyToken;
import io.latchkey.problem.FieldError;
import io.latchkey.problem.ProblemException;
import java.security.SecureRandom;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class KeyLabelsTest {

    private static KeyLabels team(String value) {
        return KeyLabels.NONE.with(Map.of("team", Optional.of(value)));
    }

    /** The length is that of H2's column, in which an emoji counts twice. */
    @Test
    void aValueFitsIntoItsColumn() {
        for (String longest : new String[] {"x".repeat(255), "😀".repeat(127) + "x", ""}) {
            assertThat(team(longest).values()).containsEntry("team", longest);
        }
    }

    /** As the name of a label could be before keys were refused there. */
    @Test
    void aNameThatIsAKeyCanOnlyBeRemoved() {
        String key = KeyToken.generate(new SecureRandom()).value();
        KeyLabels stored = KeyLabels.stored(Optional.of(key + "=former"));

        assertThat(stored.with(Map.of(key, Optional.empty())).values()).isEmpty();
        assertThatThrownBy(() -> stored.with(Map.of(key, Optional.of("again"))))
                .isInstanceOfSatisfying(ProblemException.class, refused -> assertThat(
                                refused.problem().errors())
                        .extracting(FieldError::field)
                        .containsExactly("labels"));
    }

    static String[] refused() {
        return new String[] {"x".repeat(256), "😀".repeat(128), "😀".repeat(200), "a\nb", "a\u0085b"};
    }

    @ParameterizedTest
    @MethodSource("refused")
    void anyOtherValueIsRefusedByName(String value) {
        assertThatThrownBy(() -> team(value)).isInstanceOfSatisfying(ProblemException.class, refused -> assertThat(
                        refused.problem().errors())
                .extracting(FieldError::field)
                .containsExactly("labels.team"));
    }
}
