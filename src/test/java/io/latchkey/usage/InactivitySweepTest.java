package io.latchkey.usage;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.audit.AuditChain;
import io.latchkey.json.Json;
import io.latchkey.key.InactivityPolicy;
import io.latchkey.key.KeyCacheValidity;
import io.latchkey.testing.CountedDatabase;
import io.latchkey.testing.MigratedDatabases;
import io.latchkey.testing.MovableClock;
import io.latchkey.testing.TestDatabase;
import io.latchkey.testing.TestOrganisation;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ArgumentsSource;

@ParameterizedClass(autoCloseArguments = false)
@ArgumentsSource(MigratedDatabases.class)
class InactivitySweepTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    static final Duration PERIOD = Duration.ofDays(90);
    private static final Duration FLUSH_INTERVAL = Duration.ofSeconds(5);

    private final MovableClock clock = new MovableClock(START);
    private final TestDatabase database;
    private final KeyRows keys;
    private final InactivitySweep sweep;

    InactivitySweepTest(TestDatabase database) {
        this.database = database;
        this.keys = new KeyRows(database);
        this.sweep = sweep(database, clock);
    }

    /** One that ends keys after {@link #PERIOD}. */
    static InactivitySweep sweep(TestDatabase database, Clock clock) {
        return sweep(database.dataSource(), clock);
    }

    private static InactivitySweep sweep(DataSource dataSource, Clock clock) {
        return new InactivitySweep(
                dataSource,
                new InactivityPolicy(PERIOD),
                new AuditChain(clock),
                new KeyCacheValidity(),
                clock,
                new SweepCounts(),
                new Json(),
                FLUSH_INTERVAL);
    }

    @Test
    void disablesAKeyOnceItsPeriodHasPassed() throws SQLException {
        long key = keys.add(START);

        clock.advance(PERIOD.minusSeconds(1));
        assertThat(sweep.run(() -> true)).isZero();
        assertThat(keys.status(key)).isEqualTo("ENABLED");

        // Another node's use just before the deadline may still be on its way.
        clock.advance(Duration.ofMinutes(10));
        assertThat(sweep.run(() -> true)).isZero();
        assertThat(keys.status(key)).isEqualTo("ENABLED");

        clock.advance(Duration.ofSeconds(2));
        assertThat(sweep.run(() -> true)).isEqualTo(1);
        assertThat(keys.status(key)).isEqualTo("DISABLED");
        assertThat(database.value("SELECT disabled_by FROM api_key WHERE id = ?", key))
                .isEqualTo("INACTIVITY");
        assertThat(database.value("SELECT version FROM api_key WHERE id = ?", key))
                .isEqualTo("2");
    }

    @Test
    void disablesAKeyWhoseDateHasCome() throws SQLException {
        long key = keys.add(START);
        long later = keys.add(START);
        database.execute("UPDATE api_key SET expires_at = ? WHERE id = ?", Timestamp.from(START.plusSeconds(10)), key);
        database.execute(
                "UPDATE api_key SET expires_at = ? WHERE id = ?", Timestamp.from(START.plusSeconds(11)), later);

        clock.advance(Duration.ofSeconds(10));

        assertThat(sweep.run(() -> true)).isEqualTo(1);
        assertThat(database.value("SELECT disabled_by FROM api_key WHERE id = ?", key))
                .isEqualTo("EXPIRY");
        assertThat(keys.status(later)).isEqualTo("ENABLED");
    }

    @Test
    void leavesAKeyThatIsUsed() throws SQLException {
        long used = keys.add(START);
        long unused = keys.add(START);
        clock.advance(Duration.ofDays(89));
        new LastUseStore(database.dataSource()).save(java.util.Map.of(used, clock.instant()), written -> {});

        clock.advance(Duration.ofDays(2));
        assertThat(sweep.run(() -> true)).isEqualTo(1);

        assertThat(keys.status(used)).isEqualTo("ENABLED");
        assertThat(keys.status(unused)).isEqualTo("DISABLED");
    }

    @Test
    void doesAllOfManyInBatches() throws SQLException {
        keys.addMany(2500, START);
        keys.addMany(10, START.plus(Duration.ofDays(50)));
        clock.advance(PERIOD.plusDays(1));

        assertThat(sweep.run(() -> true)).isEqualTo(2500);

        assertThat(keys.count("DISABLED")).isEqualTo(2500);
        assertThat(keys.count("ENABLED")).isEqualTo(10);
        assertThat(database.value("SELECT COUNT(DISTINCT key_number) FROM audit_entry"
                        + " WHERE action = 'KEY_DISABLED_BY_TIMER' AND actor_kind = 'TIMER'"))
                .isEqualTo("2500");
        assertThat(database.value("SELECT last_position FROM audit_chain")).isEqualTo("2500");
        assertThat(sweep.run(() -> true)).isZero();
    }

    @Test
    void aBatchOfManyOrganisationsNeedsNoMoreStatements() throws SQLException {
        addOfOrganisations(200);
        clock.advance(PERIOD.plusDays(1));
        assertThat(sweep.run(() -> true)).isEqualTo(200);

        addOfOrganisations(200);
        clock.advance(PERIOD.plusDays(1));
        CountedDatabase counted = new CountedDatabase(database.dataSource());
        assertThat(sweep(counted.dataSource(), clock).run(() -> true)).isEqualTo(200);

        assertThat(counted.executions()).isLessThan(20);
        assertThat(database.value("SELECT COUNT(*) FROM audit_chain WHERE last_position = 2"))
                .isEqualTo("200");
        assertThat(database.value("SELECT COUNT(DISTINCT organisation_id) FROM audit_entry WHERE position = 2"))
                .isEqualTo("200");
    }

    /** One key of each of so many organisations. */
    private void addOfOrganisations(int count) {
        for (long organisation = 2; organisation <= count; organisation++) {
            TestOrganisation.ensure(database, organisation);
        }
        keys.addMany(count, clock.instant());
        database.execute("UPDATE api_key SET organisation_id = MOD(id, ?) + 1 WHERE status = 'ENABLED'", count);
    }
}
