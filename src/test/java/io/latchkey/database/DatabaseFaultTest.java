package io.latchkey.database;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.transaction.RollbackException;
import jakarta.transaction.SystemException;
import jakarta.transaction.TransactionalException;
import java.io.IOException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import javax.transaction.xa.XAException;
import org.junit.jupiter.api.Test;

class DatabaseFaultTest {

    private static boolean isUnavailable(Throwable cause) {
        return DatabaseFault.isUnavailable(new IllegalStateException("around it", cause));
    }

    @Test
    void aDatabaseThatIsAwayIsUnavailable() {
        assertThat(isUnavailable(new SQLTransientConnectionException("no connection", "08001")))
                .isTrue();
        assertThat(isUnavailable(new SQLException("terminated", "57P01"))).isTrue();
    }

    @Test
    void soIsOneThatHadATransactionGiveWay() {
        assertThat(isUnavailable(new SQLException("deadlock detected", "40P01")))
                .isTrue();
        assertThat(DatabaseFault.isDeadlock(new IllegalStateException(new SQLException("Deadlock", "40001"))))
                .isTrue();
        assertThat(DatabaseFault.isDeadlock(new SQLException("duplicate", "23505")))
                .isFalse();
        assertThat(DatabaseFault.isDeadlock(new SQLException("no state"))).isFalse();
    }

    @Test
    void soIsOneWhoseLimitOfTimeIsOver() {
        assertThat(isUnavailable(new SQLException("canceling statement due to statement timeout", "57014")))
                .isTrue();
        assertThat(isUnavailable(new SQLException("canceling statement due to lock timeout", "55P03")))
                .isTrue();
        assertThat(isUnavailable(new SQLException("terminating connection", "25P03")))
                .isTrue();
    }

    @Test
    void soIsOneThatCannotWriteItsFiles() {
        assertThat(isUnavailable(new SQLException("could not extend file", "53100")))
                .isTrue();
        assertThat(isUnavailable(new SQLException("General error", "HY000", 50000, new IOException("No space"))))
                .isTrue();
    }

    @Test
    void soIsOneThatHasBecomeReadOnly() {
        assertThat(isUnavailable(new SQLException("cannot execute INSERT in a read-only transaction", "25006")))
                .isTrue();
    }

    @Test
    void soIsOneThatFailsAtTheCommitWhichThenMayHaveBeenOrNot() {
        Throwable ofPayara = new TransactionalException("during commit", systemException(new XAException("failed")));
        assertThat(isUnavailable(ofPayara)).isTrue();
        assertThat(DatabaseFault.isInDoubt(ofPayara)).isTrue();

        assertThat(isUnavailable(new RollbackException())).as("of Open Liberty").isTrue();

        RollbackException ofWildFly = new RollbackException("Could not commit");
        ofWildFly.addSuppressed(new IllegalStateException(new SQLException("terminated", "57P01")));
        assertThat(isUnavailable(ofWildFly)).isTrue();
        assertThat(DatabaseFault.isInDoubt(ofWildFly)).isTrue();

        assertThat(DatabaseFault.isInDoubt(new SQLException("terminated", "57P01")))
                .isFalse();
    }

    @Test
    void whatWasDoneInPartIsInDoubt() {
        SQLException away = new SQLException("terminated", "57P01");

        Throwable inPart = new IllegalStateException(DatabaseFault.inDoubt(away));

        assertThat(isUnavailable(inPart)).isTrue();
        assertThat(DatabaseFault.isInDoubt(inPart)).isTrue();
        assertThat(DatabaseFault.reason(inPart)).isEqualTo(away.toString());
    }

    @Test
    void whatIsToBlameForItselfIsNot() {
        assertThat(isUnavailable(new SQLException("value too long", "22001"))).isFalse();
        assertThat(isUnavailable(new SQLException("no such character", "22000", new IOException("UTF-8"))))
                .isFalse();
        assertThat(isUnavailable(new SQLException("General error", "HY000", 50000, new IllegalStateException())))
                .isFalse();
        assertThat(isUnavailable(new IOException("of something else"))).isFalse();
        assertThat(isUnavailable(systemException(new XAException(XAException.XAER_PROTO))))
                .isFalse();
        assertThat(isUnavailable(systemException(new IllegalStateException("of ours"))))
                .isFalse();
        RollbackException ofOurs = new RollbackException();
        ofOurs.initCause(new IllegalStateException("at the flush"));
        assertThat(isUnavailable(ofOurs)).isFalse();
    }

    @Test
    void theReasonIsWhatWasSaidFirst() {
        assertThat(DatabaseFault.reason(new IllegalStateException(new SQLException("No space left", "HY000"))))
                .contains("No space left");
    }

    private static SystemException systemException(Throwable cause) {
        SystemException error = new SystemException();
        error.initCause(cause);
        return error;
    }
}
