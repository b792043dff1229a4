package io.latchkey.usage;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.quota.Quota;
import io.latchkey.quota.QuotaPeriod;
import io.latchkey.quota.QuotaState;
import io.latchkey.quota.QuotaStore;
import io.latchkey.quota.Quotas;
import io.latchkey.testing.MigratedDatabases;
import io.latchkey.testing.MovableClock;
import io.latchkey.testing.TestDatabase;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ArgumentsSource;

/** What a machine's clock that is set forward or back does to what is written down: the ends of keys, and quotas. */
@ParameterizedClass(autoCloseArguments = false)
@ArgumentsSource(MigratedDatabases.class)
class ClockJumpInDatabaseTest {

    private static final Instant START = Instant.parse("2026-01-31T12:00:00Z");
    private static final Duration PERIOD = InactivitySweepTest.PERIOD;
    private static final Duration YEAR = Duration.ofDays(365);
    private static final Quota QUOTA = new Quota(10, QuotaPeriod.MONTH);

    private final MovableClock clock = new MovableClock(START);
    private final TestDatabase database;
    private final KeyRows keys;
    private final InactivitySweep sweep;
    private final Quotas quotas;

    ClockJumpInDatabaseTest(TestDatabase database) {
        this.database = database;
        this.keys = new KeyRows(database);
        this.sweep = InactivitySweepTest.sweep(database, clock);
        this.quotas = new Quotas(new QuotaStore(database.dataSource()), clock);
    }

    private int sweep() throws SQLException {
        return sweep.run(() -> true);
    }

    private String disabledByTimer(long key) {
        return database.value(
                "SELECT COUNT(*) FROM audit_entry WHERE action = 'KEY_DISABLED_BY_TIMER' AND key_number = ?", key);
    }

    private long addExpiring(Instant date) {
        long key = keys.add(START);
        database.execute("UPDATE api_key SET expires_at = ? WHERE id = ?", Timestamp.from(date), key);
        return key;
    }

    @Test
    void aKeyThatSeemsIdleIsDisabledByAJumpForwardAndStaysSo() throws SQLException {
        long key = keys.add(START);
        clock.advance(YEAR);
        assertThat(sweep()).isEqualTo(1);

        clock.advance(YEAR.negated());

        assertThat(sweep()).isZero();
        assertThat(keys.status(key)).isEqualTo("DISABLED");
        assertThat(disabledByTimer(key)).isEqualTo("1");
    }

    @Test
    void soIsAKeyWhoseDateTheClockHasPassed() throws SQLException {
        long key = addExpiring(START.plus(Duration.ofDays(10)));
        clock.advance(Duration.ofDays(11));
        assertThat(sweep()).isEqualTo(1);

        clock.advance(Duration.ofDays(-11));

        assertThat(sweep()).isZero();
        assertThat(keys.status(key)).isEqualTo("DISABLED");
        assertThat(disabledByTimer(key)).isEqualTo("1");
    }

    @Test
    void aJumpByLessThanTheTimeToTheEndDisablesNothing() throws SQLException {
        long idle = keys.add(START);
        long expiring = addExpiring(START.plus(PERIOD));

        clock.advance(PERIOD.minusSeconds(1));

        assertThat(sweep()).isZero();
        assertThat(keys.status(idle)).isEqualTo("ENABLED");
        assertThat(keys.status(expiring)).isEqualTo("ENABLED");
    }

    @Test
    void aJumpBackDisablesNothingAndKeepsTheLaterUse() throws SQLException {
        long key = keys.add(START.minus(YEAR));
        LastUseStore uses = new LastUseStore(database.dataSource());
        uses.save(Map.of(key, START), written -> {});

        clock.advance(YEAR.negated());
        uses.save(Map.of(key, clock.instant()), written -> {});

        assertThat(sweep()).isZero();
        assertThat(keys.status(key)).isEqualTo("ENABLED");
        assertThat(keys.idleSince(key)).isEqualTo(START);
    }

    @Test
    void aJumpForwardBeginsTheQuotasOfThatTime() {
        long key = keys.add(START);
        assertThat(quotas.take(key, QUOTA).remaining()).isEqualTo(9);

        clock.advance(YEAR);

        assertThat(quotas.take(key, QUOTA)).isEqualTo(new QuotaState(true, 9, Instant.parse("2027-02-01T00:00:00Z")));
    }

    @Test
    void afterAJumpBackQuotasCountOnInTheLaterPeriodUntilItsCountIsDeleted() throws SQLException {
        long key = keys.add(START);
        clock.advance(YEAR);
        assertThat(quotas.take(key, QUOTA).remaining()).isEqualTo(9);

        clock.advance(YEAR.negated());
        assertThat(quotas.take(key, QUOTA)).isEqualTo(new QuotaState(true, 8, Instant.parse("2027-02-01T00:00:00Z")));
        clock.advance(Duration.ofDays(31));
        assertThat(quotas.take(key, QUOTA).remaining()).isEqualTo(7);

        quotas.flush();
        database.execute("DELETE FROM api_key_quota WHERE starts_at > ?", Timestamp.from(clock.instant()));
        assertThat(quotas.take(key, QUOTA)).isEqualTo(new QuotaState(true, 9, Instant.parse("2026-04-01T00:00:00Z")));
    }
}
