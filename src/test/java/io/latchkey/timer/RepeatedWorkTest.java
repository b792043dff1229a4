package io.latchkey.timer;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.database.BackgroundWork;
import io.latchkey.testing.LoggedLines;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RepeatedWorkTest {

    private static final BackgroundWork.Work AWAY = () -> {
        throw new SQLException("refused", "08001");
    };

    private final LoggedLines lines = LoggedLines.of(RepeatedWorkTest.class);
    private final RepeatedWork work = new RepeatedWork(System.getLogger(RepeatedWorkTest.class.getName()));

    @AfterEach
    void stop() {
        lines.close();
    }

    private void attempt(BackgroundWork.Work part) {
        work.attempt("It failed", part);
    }

    @Test
    void anOutageIsOneWarningAndItsEndOneLine() {
        for (int i = 0; i < 10; i++) {
            attempt(AWAY);
        }
        attempt(() -> {});
        attempt(() -> {});

        assertThat(lines.written())
                .containsExactly(
                        "WARNING It failed: java.sql.SQLException: refused",
                        "INFO It succeeds again after this: It failed");
    }

    @Test
    void theNextOutageIsAWarningAgain() {
        attempt(AWAY);
        attempt(() -> {});
        attempt(AWAY);

        assertThat(lines.written()).hasSize(3).last().asString().startsWith("WARNING ");
    }

    @Test
    void aFaultOfOurOwnIsLoggedEachTimeAndEndsNoOutage() {
        BackgroundWork.Work fault = () -> {
            throw new IllegalStateException("fault");
        };
        attempt(AWAY);
        attempt(fault);
        attempt(fault);
        attempt(AWAY);

        assertThat(lines.written())
                .containsExactly(
                        "WARNING It failed: java.sql.SQLException: refused", "SEVERE It failed", "SEVERE It failed");
    }
}
