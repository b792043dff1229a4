package io.latchkey.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.latchkey.problem.FieldError;
import io.latchkey.problem.ProblemException;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CheckedItemsTest {

    private static final FieldError NEGATIVE = new FieldError("amount", "must be positive");

    private static CheckedItems<String> check(Integer... given) {
        return CheckedItems.of("items", Arrays.asList(given), CheckedItemsTest::read);
    }

    private static String read(Optional<Integer> given) {
        int amount = given.orElseThrow(() -> ProblemException.invalid("", "must be a number"));
        if (amount < 0) {
            throw ProblemException.invalid(List.of(NEGATIVE, new FieldError("unit", "is missing")));
        }
        return "valid " + amount;
    }

    private static List<FieldError> refused(Integer... given) {
        return catchThrowableOfType(ProblemException.class, () -> check(given))
                .problem()
                .errors();
    }

    @Test
    void anInvalidItemDoesNotAffectTheOthers() {
        CheckedItems<String> items = check(7, -1, null, 8);

        assertThat(items.valid()).containsExactly("valid 7", "valid 8");
        assertThat(items.outcomes((index, valid, errors) -> index + " " + valid.orElse("invalid") + " "
                        + errors.stream().map(FieldError::field).toList()))
                .containsExactly(
                        "0 valid 7 []",
                        "1 invalid [items[1].amount, items[1].unit]",
                        "2 invalid [items[2]]",
                        "3 valid 8 []");
    }

    @Test
    void theRequestIsRefusedIfNoItemIsValid() {
        assertThat(refused(-1, null))
                .containsExactly(
                        new FieldError("items[0].amount", NEGATIVE.detail()),
                        new FieldError("items[0].unit", "is missing"),
                        new FieldError("items[1]", "must be a number"));
    }

    @Test
    void aRefusalNamesAtMostAHundredErrors() {
        assertThat(refused(Collections.nCopies(60, -1).toArray(Integer[]::new))).hasSize(100);
    }
}
