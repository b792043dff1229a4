package io.latchkey.setting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrueOrFalseTest {

    @ParameterizedTest
    @CsvSource({"true, true", "TRUE, true", "' true ', true", "false, false", "False, false"})
    void bothWordsAreRead(String word, boolean value) {
        assertThat(TrueOrFalse.require("latchkey.some.setting", word)).isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ture", "required", "yes", "1", ""})
    void noOtherWordIsTakenForEither(String word) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TrueOrFalse.require("latchkey.some.setting", word))
                .withMessage("latchkey.some.setting must be true or false");
    }
}
