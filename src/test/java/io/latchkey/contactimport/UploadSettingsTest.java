package io.latchkey.contactimport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.latchkey.problem.FieldError;
import io.latchkey.problem.ProblemException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UploadSettingsTest {

    @ParameterizedTest
    @CsvSource({"true,true", "TRUE,true", "1,true", "false,false", "0,false", "'',false"})
    void whetherTheDeletedComeBackIsSaidInEitherForm(String sent, boolean restored) {
        assertThat(settings(sent).restoreDeleted()).isEqualTo(restored);
    }

    @ParameterizedTest
    @ValueSource(strings = {"yes", "2", "tru", "on"})
    void whatIsNeitherIsRefused(String sent) {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> settings(sent))
                .satisfies(refused -> assertThat(refused.problem().errors())
                        .extracting(FieldError::field)
                        .containsExactly("restoreDeleted"));
    }

    @Test
    void whatIsNotSaidIsFalse() {
        assertThat(UploadSettings.of(name -> List.of()).restoreDeleted()).isFalse();
    }

    private static ImportSettings settings(String restoreDeleted) {
        return UploadSettings.of(name -> name.equals("restoreDeleted") ? List.of(restoreDeleted) : List.of());
    }
}
