package io.latchkey.notice;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.testing.MigratedDatabases;
import io.latchkey.testing.MovableClock;
import io.latchkey.testing.Numbers;
import io.latchkey.testing.TestDatabase;
import io.latchkey.testing.TestOrganisation;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ArgumentsSource;

@ParameterizedClass(autoCloseArguments = false)
@ArgumentsSource(MigratedDatabases.class)
class NoticeCleanupTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final Duration RETENTION = Duration.ofDays(1);
    private static final long ORGANISATION = 7100;

    private final MovableClock clock = new MovableClock(NOW);
    private final TestDatabase database;
    private final NoticeCleanup cleanup;

    NoticeCleanupTest(TestDatabase database) {
        this.database = database;
        this.cleanup = new NoticeCleanup(database.dataSource(), clock, RETENTION);
        database.execute("DELETE FROM notice_delivery");
        TestOrganisation.ensure(database, ORGANISATION);
    }

    @AfterEach
    void forget() {
        database.execute("DELETE FROM notice_delivery");
        database.execute("DELETE FROM organisation WHERE id = ?", ORGANISATION);
    }

    private void add(NoticeStatus status, int count, Instant finishedAt, Instant deadline) {
        database.execute(
                "INSERT INTO notice_delivery (id, organisation_id, key_id, cause, deadline, stage, channel, recipient,"
                        + " subject, content, status, attempts, queued_at, finished_at, detail)"
                        + " SELECT '" + status + " ' || n, " + ORGANISATION + ", 1, 'EXPIRY', CAST(? AS TIMESTAMP WITH"
                        + " TIME ZONE), 14, 'WEBHOOK', '', '', '{}', '" + status + "', 1, CURRENT_TIMESTAMP,"
                        + " CAST(? AS TIMESTAMP WITH TIME ZONE), '' FROM "
                        + Numbers.upTo(count),
                Timestamp.from(deadline),
                Timestamp.from(finishedAt));
    }

    private String left() {
        return database.value("SELECT COALESCE(STRING_AGG(status || ' ' || c, ', ' ORDER BY status), '')"
                + " FROM (SELECT status, COUNT(*) AS c FROM notice_delivery GROUP BY status) counted");
    }

    @Test
    void oneThatMayBecomeTrueAgainIsKeptUntilItsDeadline() throws SQLException {
        Instant deadline = NOW.plus(Duration.ofDays(10));
        add(NoticeStatus.OUTDATED, 1200, NOW.minus(RETENTION).minusSeconds(2), deadline);
        add(NoticeStatus.SENT, 5, NOW.minus(RETENTION).minusSeconds(1), deadline);
        add(NoticeStatus.FAILED, 5, NOW.minus(RETENTION), deadline);

        cleanup.run(() -> true);
        assertThat(left()).isEqualTo("FAILED 5, OUTDATED 1200");

        clock.advance(Duration.ofDays(10));
        cleanup.run(() -> true);
        assertThat(left()).isEqualTo("OUTDATED 1200");
        clock.advance(Duration.ofSeconds(1));
        cleanup.run(() -> true);
        assertThat(left()).isEmpty();
    }

    @Test
    void aNodeWhoseTurnIsOverDeletesNoMore() throws SQLException {
        add(NoticeStatus.SENT, 1200, NOW.minus(RETENTION).minusSeconds(1), NOW.minus(Duration.ofDays(30)));
        AtomicInteger asked = new AtomicInteger();

        cleanup.run(() -> false);
        assertThat(left()).isEqualTo("SENT 1200");
        cleanup.run(() -> asked.incrementAndGet() == 1);
        assertThat(left()).isEqualTo("SENT 200");
    }
}
