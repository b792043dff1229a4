package io.latchkey.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IndependentPartsTest {

    private final IndependentParts parts = new IndependentParts();
    private final List<String> begun = new ArrayList<>();

    private SQLException failing(String name, String state) {
        SQLException failure = new SQLException(name, state);
        parts.run(() -> {
            begun.add(name);
            throw failure;
        });
        return failure;
    }

    private void succeeding(String name) {
        parts.run(() -> begun.add(name));
    }

    @Test
    void whatSucceedsThrowsNothing() {
        succeeding("one");

        assertThatNoException().isThrownBy(parts::finish);
    }

    @Test
    void theOthersAreDoneAndAllFailuresAreTold() {
        SQLException first = failing("one", "23514");
        succeeding("two");
        SQLException second = failing("three", "22001");
        SQLException third = failing("four", "23514");
        succeeding("five");

        assertThat(begun).containsExactly("one", "two", "three", "four", "five");
        Throwable failure = catchThrowable(parts::finish);
        assertThat(failure).isSameAs(first);
        assertThat(failure.getSuppressed()).containsExactly(second, third);
    }

    @ParameterizedTest
    @ValueSource(strings = {"08006", "53100", "57014", "57P01", "25006"})
    void whatIsAwayIsNotAskedAgain(String state) {
        failing("one", state);
        succeeding("two");

        assertThat(begun).containsExactly("one");
    }

    /** PostgreSQL's and H2's. */
    @ParameterizedTest
    @ValueSource(strings = {"55P03", "40001", "40P01", "HYT00"})
    void oneThatWaitedInVainKeepsTheOthersNotBackButASecondOneDoes(String state) {
        failing("one", state);
        succeeding("two");
        failing("three", state);
        succeeding("four");

        assertThat(begun).containsExactly("one", "two", "three");
    }
}
