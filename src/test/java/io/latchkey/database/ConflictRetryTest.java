package io.latchkey.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.latchkey.database.ConflictRetry.Transaction;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ConflictRetryTest {

    private static final String DEADLOCK = "40P01";
    private static final String DUPLICATE = "23505";
    private static final String SYNTAX_ERROR = "42601";

    private final AtomicInteger runs = new AtomicInteger();

    /** A transaction that fails as often as given, and then returns the number of its runs. */
    private Transaction<Integer, SQLException> failing(int times, String state) {
        return () -> {
            if (runs.incrementAndGet() <= times) {
                throw new SQLException("Refused", state);
            }
            return runs.get();
        };
    }

    @Test
    void aTransactionThatConflictsIsRunAgain() throws SQLException {
        assertThat(ConflictRetry.call(failing(1, DUPLICATE))).isEqualTo(2);
    }

    @Test
    void aDeadlockIsOneToo() throws SQLException {
        assertThat(ConflictRetry.call(failing(ConflictRetry.ATTEMPTS - 1, DEADLOCK)))
                .isEqualTo(ConflictRetry.ATTEMPTS);
    }

    @Test
    void notForEver() {
        assertThatThrownBy(() -> ConflictRetry.call(failing(Integer.MAX_VALUE, DEADLOCK)))
                .isInstanceOf(SQLException.class);
        assertThat(runs).hasValue(ConflictRetry.ATTEMPTS);
    }

    @Test
    void anotherFaultIsNotRepeated() {
        assertThatThrownBy(() -> ConflictRetry.call(failing(1, SYNTAX_ERROR))).isInstanceOf(SQLException.class);
        assertThat(runs).hasValue(1);
    }

    @Test
    void afterADeadlockAloneADuplicateIsNot() throws SQLException {
        assertThatThrownBy(() -> ConflictRetry.callAfterDeadlock(failing(1, DUPLICATE)))
                .isInstanceOf(SQLException.class);
        assertThat(runs).hasValue(1);

        runs.set(0);
        assertThat(ConflictRetry.callAfterDeadlock(failing(1, DEADLOCK))).isEqualTo(2);
    }

    @Test
    void anInterruptedThreadDoesNotWait() {
        Thread.currentThread().interrupt();
        try {
            assertThatThrownBy(() -> ConflictRetry.call(failing(1, DEADLOCK))).isInstanceOf(SQLException.class);
            assertThat(runs).hasValue(1);
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
    }
}
