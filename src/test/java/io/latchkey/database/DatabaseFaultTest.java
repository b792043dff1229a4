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
    void soIsOneThatCannotWriteItsFiles() {
        assertThat(isUnavailable(new SQLException("could not extend file", "53100")))
                .isTrue();
        assertThat(isUnavailable(
                        new SQLException("General error", "50000", new IOException("No space left on device"))))
                .isTrue();
    }

    @Test
    void soIsOneThatFailsAtTheCommit() {
        assertThat(isUnavailable(new TransactionalException("during commit", new SystemException())))
                .isTrue();
        assertThat(isUnavailable(new XAException(XAException.XAER_RMFAIL))).isTrue();

        RollbackException rolledBack = new RollbackException("Could not commit");
        assertThat(isUnavailable(rolledBack)).isFalse();
        rolledBack.addSuppressed(new IllegalStateException(new SQLException("terminated", "57P01")));
        assertThat(isUnavailable(rolledBack)).isTrue();
    }

    @Test
    void whatTheRequestIsToBlameForIsNot() {
        assertThat(isUnavailable(new SQLException("value too long", "22001"))).isFalse();
        assertThat(isUnavailable(new SQLException("General error", "50000", new IllegalStateException())))
                .isFalse();
        assertThat(isUnavailable(new XAException(XAException.XA_RBROLLBACK))).isFalse();
        assertThat(isUnavailable(new IOException("of something else"))).isFalse();
    }
}
