package io.latchkey.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.latchkey.problem.ProblemException;
import io.latchkey.testing.MigratedDatabases;
import io.latchkey.testing.TestDatabase;
import io.latchkey.testing.TestOrganisation;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ArgumentsSource;

/** How often a log is verified at once. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
@ParameterizedClass(autoCloseArguments = false)
@ArgumentsSource(MigratedDatabases.class)
class AuditVerificationsTest {

    private static final long ORGANISATION = 6700;
    private static final long OTHER = 6701;

    private final TestDatabase database;
    private final CountDownLatch reading = new CountDownLatch(1);
    private final CountDownLatch mayRead = new CountDownLatch(1);

    AuditVerificationsTest(TestDatabase database) throws SQLException {
        this.database = database;
        for (long organisation : List.of(ORGANISATION, OTHER)) {
            TestOrganisation.ensure(database, organisation);
            database.execute("DELETE FROM audit_entry WHERE organisation_id = ?", organisation);
            database.execute("DELETE FROM audit_chain WHERE organisation_id = ?", organisation);
            write(organisation, 3);
        }
    }

    private void write(long organisation, int entries) throws SQLException {
        try (Connection connection = database.dataSource().getConnection()) {
            connection.setAutoCommit(false);
            new AuditChain(Clock.fixed(Instant.EPOCH, ZoneOffset.UTC))
                    .append(
                            connection,
                            organisation,
                            new AuditActor(AuditActor.Kind.USER, "anna", Optional.of("192.0.2.1")),
                            Collections.nCopies(
                                    entries,
                                    new AuditChange(AuditAction.KEY_COPIED, 1, Optional.empty(), Optional.empty())));
            connection.commit();
        }
    }

    @Test
    void ofVerificationsOfOneLogOnlyOneRunsAtATime() throws Exception {
        AuditVerifier verifier = new AuditVerifier(new AuditReader(pausing()));
        FutureTask<AuditVerificationDocument> first = new FutureTask<>(() -> verifier.verify(ORGANISATION));
        new Thread(first).start();
        try {
            assertThat(reading.await(20, TimeUnit.SECONDS)).isTrue();

            ProblemException refused =
                    catchThrowableOfType(ProblemException.class, () -> verifier.verify(ORGANISATION));
            assertThat(refused.problem().status()).isEqualTo(429);
            assertThat(refused.retryAfterSeconds()).isPresent();
            assertThat(verifier.verify(OTHER).intact()).isTrue();
        } finally {
            mayRead.countDown();
        }
        assertThat(first.get().entries()).isEqualTo(3);
        assertThat(verifier.verify(ORGANISATION).intact()).isTrue();
    }

    @Test
    void afterAFailureTheNextOneRuns() throws Exception {
        AuditVerifier verifier = new AuditVerifier(new AuditReader(failingOnce()));
        assertThatThrownBy(() -> verifier.verify(ORGANISATION)).isInstanceOf(SQLException.class);

        assertThat(verifier.verify(ORGANISATION).intact()).isTrue();
    }

    /** The database, whose first connection has to be waited for. */
    private DataSource pausing() {
        return opening(first -> {
            if (first) {
                reading.countDown();
                mayRead.await();
            }
        });
    }

    private DataSource failingOnce() {
        return opening(first -> {
            if (first) {
                throw new SQLException("away");
            }
        });
    }

    private interface Opening {
        void begin(boolean first) throws Exception;
    }

    private DataSource opening(Opening opening) {
        AtomicBoolean first = new AtomicBoolean(true);
        return (DataSource) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {DataSource.class}, (proxy, method, arguments) -> {
                    opening.begin(first.getAndSet(false));
                    return method.invoke(database.dataSource(), arguments);
                });
    }
}
