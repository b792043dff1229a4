package io.latchkey.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class FieldErrorsTest {

    private final FieldErrors errors = new FieldErrors();

    private static String refuse(String field) {
        throw ProblemException.invalid(field, "must be something else");
    }

    @Test
    void theErrorsOfAllFieldsAreCollected() {
        assertThat(errors.read(() -> refuse("a"), "other")).isEqualTo("other");
        assertThat(errors.read(() -> "good", "other")).isEqualTo("good");
        errors.collect(() -> refuse("b"));
        errors.collect(() -> {});
        errors.addAll(List.of(new FieldError("c", "must be there")));

        assertThat(errors.list()).extracting(FieldError::field).containsExactly("a", "b", "c");
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(errors::throwIfAny)
                .satisfies(refused -> assertThat(refused.problem().errors()).hasSize(3));
    }

    @Test
    void nothingIsThrownIfThereAreNone() {
        errors.throwIfAny();

        assertThat(errors.list()).isEmpty();
    }

    @Test
    void whatIsNoErrorOfAFieldEndsTheRequest() {
        ProblemException conflict = ProblemException.conflict("name", "The name is taken.");

        assertThatThrownBy(() -> errors.collect(() -> {
                    throw conflict;
                }))
                .isSameAs(conflict);
        assertThat(errors.list()).isEmpty();
    }
}
