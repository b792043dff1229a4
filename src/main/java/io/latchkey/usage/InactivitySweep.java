package io.latchkey.usage;

import io.latchkey.audit.AuditAction;
import io.latchkey.audit.AuditActor;
import io.latchkey.audit.AuditChain;
import io.latchkey.audit.AuditChange;
import io.latchkey.cluster.Turn;
import io.latchkey.database.JdbcTransaction;
import io.latchkey.database.SqlInstant;
import io.latchkey.json.Json;
import io.latchkey.key.DeadlinePosition;
import io.latchkey.key.DisablingState;
import io.latchkey.key.InactivityPolicy;
import io.latchkey.key.KeyCacheValidity;
import io.latchkey.key.KeyDeadline;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Disables the keys that have not been used for the period of {@link InactivityPolicy}, and those that have
 * expired, with set-based statements in the database.
 *
 * <p>Such a key is refused from its deadline on, with or without the sweep, which only records the fact.
 *
 * <p>Memory use and locks are limited to a batch, however many keys are due. The sweep scans an index, each
 * batch continuing where the previous one ended; starting over each time would mean scanning past all the
 * keys already disabled.
 *
 * <p>Concurrent sweeps are harmless: the statement that disables a key checks again, under the lock of its
 * row, whether it is enabled and due. The later sweep changes nothing, and adds no log entry for it.
 */
@Singleton
public class InactivitySweep {

    /** In rows; few enough that no lock is held for long, enough to process millions in minutes. */
    private static final int BATCH = 1000;

    /** The longest time to wait for uses that are not written yet. */
    private static final Duration MOST_PATIENCE = Duration.ofMinutes(10);

    private static final String SELECT = "SELECT k.id, k.organisation_id, k.number, k.%s FROM api_key k";

    private final DataSource dataSource;
    private final InactivityPolicy inactivity;
    private final AuditChain audit;
    private final KeyCacheValidity validity;
    private final Clock clock;
    private final Duration unflushed;
    private final SweepCounts counts;
    private final Json json;

    @Inject
    public InactivitySweep(
            DataSource dataSource,
            InactivityPolicy inactivity,
            AuditChain audit,
            KeyCacheValidity validity,
            Clock clock,
            SweepCounts counts,
            Json json,
            @ConfigProperty(name = "latchkey.usage.flush-interval") Duration flushInterval) {
        this.dataSource = dataSource;
        this.inactivity = inactivity;
        this.audit = audit;
        this.validity = validity;
        this.clock = clock;
        this.counts = counts;
        this.json = json;
        this.unflushed = unflushed(flushInterval, inactivity.period());
    }

    /**
     * Returns how late a use may reach the database: with its node's next flush, or with a later one if that fails
     * or takes long. Short periods are not extended noticeably, that is, by more than a thousandth, unless two flushes
     * take longer. A key is refused from its deadline on even if the sweep records it later.
     */
    private static Duration unflushed(Duration flushInterval, Duration period) {
        Duration flushes = flushInterval.multipliedBy(2);
        Duration patience = Collections.min(List.of(MOST_PATIENCE, period.dividedBy(1000)));
        return Collections.max(List.of(flushes, patience));
    }

    /**
     * Disables all keys that are due, as long as the turn lasts.
     *
     * @return the number of disabled keys
     * @throws SQLException if the database fails; earlier batches remain done
     */
    public int run(Turn turn) throws SQLException {
        Instant now = clock.instant();
        return run(turn, KeyDeadline.EXPIRY, now)
                + run(turn, KeyDeadline.INACTIVITY, inactivity.cutOff(now).minus(unflushed));
    }

    private int run(Turn turn, KeyDeadline kind, Instant cutOff) throws SQLException {
        int disabled = 0;
        try (Connection connection = dataSource.getConnection()) {
            boolean more = true;
            DeadlinePosition last = DeadlinePosition.before(Instant.EPOCH);
            while (more && turn.lasts()) {
                List<DueKey> due = kind.due(
                        connection, SELECT.formatted(kind.column()), last, cutOff, BATCH, InactivitySweep::dueKey);
                int ofBatch = JdbcTransaction.call(connection, same -> disable(same, kind, due, cutOff));
                counts.disabled(kind.cause(), ofBatch);
                disabled += ofBatch;
                due.forEach(key -> validity.changed(key.id()));
                more = due.size() == BATCH;
                last = more ? due.get(BATCH - 1).position() : last;
            }
        }
        return disabled;
    }

    private static DueKey dueKey(ResultSet row) throws SQLException {
        return new DueKey(row.getLong(1), row.getLong(2), row.getLong(3), SqlInstant.in(row, 4));
    }

    private int disable(Connection connection, KeyDeadline kind, List<DueKey> inOrderOfTime, Instant cutOff)
            throws SQLException {
        // The flush of last uses takes its locks in the same order.
        List<DueKey> due = inOrderOfTime.stream()
                .sorted(Comparator.comparingLong(DueKey::id))
                .toList();
        int[] changed;
        try (PreparedStatement update = connection.prepareStatement(update(kind))) {
            for (DueKey key : due) {
                update.setLong(1, key.id());
                update.setObject(2, SqlInstant.of(cutOff));
                update.addBatch();
            }
            changed = update.executeBatch();
        }
        // Written once and not for each key, of which there are many.
        Optional<String> before = Optional.of(json.write(DisablingState.enabled()));
        Optional<String> after = Optional.of(json.write(DisablingState.disabledBy(kind.cause())));
        // Another node may have disabled some first, and has logged those.
        SortedMap<Long, List<AuditChange>> changes = new TreeMap<>();
        int disabled = 0;
        for (int i = 0; i < changed.length; i++) {
            if (changed[i] > 0) {
                disabled++;
                DueKey key = due.get(i);
                changes.computeIfAbsent(key.organisationId(), organisation -> new ArrayList<>())
                        .add(new AuditChange(AuditAction.KEY_DISABLED_BY_TIMER, key.number(), before, after));
            }
        }
        audit.append(connection, AuditActor.TIMER, changes);
        return disabled;
    }

    private static String update(KeyDeadline kind) {
        return "UPDATE api_key SET status = 'DISABLED', disabled_by = '" + kind.cause()
                + "', version = version + 1 WHERE id = ? AND status = 'ENABLED' AND " + kind.column() + " <= ?";
    }

    /** A key with the time that makes it due. */
    private record DueKey(long id, long organisationId, long number, Instant since) {

        DeadlinePosition position() {
            return new DeadlinePosition(since, id);
        }
    }
}
