package io.latchkey.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.text.MessageFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.ResourceBundle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BackgroundWorkTest {

    private final Lines log = new Lines();

    @Test
    void whatSucceedsIsNotLogged() {
        assertThat(BackgroundWork.attempt(log, "It failed", () -> {})).isTrue();
        assertThat(log.lines).isEmpty();
    }

    @Test
    void aFailingDatabaseIsAWarningOfOneLine() {
        boolean done = BackgroundWork.attempt(log, "It failed", () -> {
            throw new SQLException("closed");
        });

        assertThat(done).isFalse();
        assertThat(log.lines).containsExactly("WARNING It failed: java.sql.SQLException: closed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"08001", "40P01", "HYT00"})
    void soIsOneThatIsAwayOrBusy(String state) {
        BackgroundWork.attempt(log, "It failed", () -> {
            throw new SQLException("reported", state);
        });

        assertThat(log.lines).containsExactly("WARNING It failed: java.sql.SQLException: reported");
    }

    @ParameterizedTest
    @ValueSource(strings = {"42703", "23503", "23505"})
    void aStatementOfOurOwnThatIsWrongIsAnErrorWithItsStackTrace(String state) {
        BackgroundWork.attempt(log, "It failed", () -> {
            throw new SQLException("reported", state);
        });

        assertThat(log.lines).containsExactly("ERROR It failed, java.sql.SQLException: reported");
    }

    @Test
    void aFaultOfOurOwnIsAnErrorWithItsStackTrace() {
        boolean done = BackgroundWork.attempt(log, "It failed", () -> {
            throw new IllegalStateException("fault");
        });

        assertThat(done).isFalse();
        assertThat(log.lines).containsExactly("ERROR It failed, java.lang.IllegalStateException: fault");
    }

    @Test
    void anErrorIsHandledToo() {
        boolean done = BackgroundWork.attempt(log, "It failed", () -> {
            throw new AssertionError("fault");
        });

        assertThat(done).isFalse();
        assertThat(log.lines).containsExactly("ERROR It failed, java.lang.AssertionError: fault");
    }

    /** As after an error for want of memory, which logging needs as well. */
    @Test
    void oneThatCannotEvenBeLoggedIsHandled() {
        log.fails = true;

        boolean done = BackgroundWork.attempt(log, "It failed", () -> {
            throw new OutOfMemoryError("for a test");
        });

        assertThat(done).isFalse();
    }

    private static final class Lines implements Logger {

        private final List<String> lines = new ArrayList<>();
        private boolean fails;

        @Override
        public String getName() {
            return "lines";
        }

        @Override
        public boolean isLoggable(Level level) {
            return true;
        }

        @Override
        public void log(Level level, ResourceBundle bundle, String message, Throwable thrown) {
            if (fails) {
                throw new OutOfMemoryError("for a test");
            }
            lines.add(level + " " + message + ", " + thrown);
        }

        @Override
        public void log(Level level, ResourceBundle bundle, String format, Object... parameters) {
            lines.add(level + " " + MessageFormat.format(format, parameters));
        }
    }
}
