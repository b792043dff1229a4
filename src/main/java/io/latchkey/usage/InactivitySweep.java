package io.latchkey.usage;

import io.latchkey.audit.AuditAction;
import io.latchkey.audit.AuditActor;
import io.latchkey.audit.AuditChain;
import io.latchkey.audit.AuditChange;
import io.latchkey.key.DisabledBy;
import io.latchkey.key.InactivityPolicy;
import io.latchkey.key.KeyChanges;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Disables the keys that nothing has used for the period of {@link InactivityPolicy}, and those whose date has come, in the
 * database and by sets.
 *
 * <p>Such a key is refused from its deadline on, sweep or not; the sweep writes that down.
 */
@Singleton
public class InactivitySweep {

    /** Rows: few enough that no lock is held for long, enough that millions are done in minutes. */
    private static final int BATCH = 1000;

    private static final Optional<String> BEFORE = Optional.of("{\"status\":\"ENABLED\",\"disabledBy\":null}");

    private final DataSource dataSource;
    private final InactivityPolicy inactivity;
    private final AuditChain audit;
    private final KeyChanges changes;
    private final Clock clock;
    private final Duration unflushed;
    private final SweepCounts counts;

    @Inject
    public InactivitySweep(
            DataSource dataSource,
            InactivityPolicy inactivity,
            AuditChain audit,
            KeyChanges changes,
            Clock clock,
            SweepCounts counts,
            @ConfigProperty(name = "latchkey.usage.flush-interval") Duration flushInterval) {
        this.dataSource = dataSource;
        this.inactivity = inactivity;
        this.audit = audit;
        this.changes = changes;
        this.clock = clock;
        this.counts = counts;
        // A node may know of a use that the database will learn only with its next flush, or the one after a failure.
        this.unflushed = flushInterval.multipliedBy(2);
    }

    /**
     * Disables all keys that are due.
     *
     * @return how many
     * @throws SQLException when the database fails; the batches before are done then
     */
    public int run() throws SQLException {
        Instant now = clock.instant();
        return run(Cause.EXPIRY, now)
                + run(Cause.INACTIVITY, inactivity.cutOff(now).minus(unflushed));
    }

    private int run(Cause cause, Instant cutOff) throws SQLException {
        int disabled = 0;
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            try {
                for (List<DueKey> due = due(connection, cause, cutOff);
                        !due.isEmpty();
                        due = due(connection, cause, cutOff)) {
                    int ofBatch = disable(connection, cause, due, cutOff);
                    connection.commit();
                    counts.disabled(cause.by, ofBatch);
                    disabled += ofBatch;
                    due.forEach(key -> changes.changed(key.id()));
                }
            } finally {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        }
        return disabled;
    }

    /** In the order of their ids: the flush of last uses locks them in the same one. */
    private static List<DueKey> due(Connection connection, Cause cause, Instant cutOff) throws SQLException {
        List<DueKey> due = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(cause.due)) {
            select.setTimestamp(1, Timestamp.from(cutOff));
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    due.add(new DueKey(rows.getLong(1), rows.getLong(2), rows.getLong(3)));
                }
            }
        }
        due.sort(Comparator.comparingLong(DueKey::id));
        return due;
    }

    private int disable(Connection connection, Cause cause, List<DueKey> due, Instant cutOff) throws SQLException {
        int[] changed;
        try (PreparedStatement update = connection.prepareStatement(cause.disable)) {
            for (DueKey key : due) {
                update.setLong(1, key.id());
                update.setTimestamp(2, Timestamp.from(cutOff));
                update.addBatch();
            }
            changed = update.executeBatch();
        }
        // Another node may have been quicker with some; its log has those.
        SortedMap<Long, List<AuditChange>> changes = new TreeMap<>();
        int disabled = 0;
        for (int i = 0; i < changed.length; i++) {
            if (changed[i] > 0) {
                disabled++;
                DueKey key = due.get(i);
                changes.computeIfAbsent(key.organisationId(), organisation -> new ArrayList<>())
                        .add(new AuditChange(AuditAction.KEY_DISABLED_BY_TIMER, key.number(), BEFORE, cause.after));
            }
        }
        for (Map.Entry<Long, List<AuditChange>> ofOrganisation : changes.entrySet()) {
            audit.append(connection, ofOrganisation.getKey(), AuditActor.TIMER, ofOrganisation.getValue());
        }
        return disabled;
    }

    /** Why keys are disabled, and the column that tells which. */
    private enum Cause {
        INACTIVITY(DisabledBy.INACTIVITY, "idle_since"),
        EXPIRY(DisabledBy.EXPIRY, "expires_at");

        private final DisabledBy by;
        private final String due;
        private final String disable;

        @SuppressWarnings("ImmutableEnumChecker") // Of a text.
        private final Optional<String> after;

        Cause(DisabledBy by, String column) {
            this.by = by;
            due = "SELECT id, organisation_id, number FROM api_key WHERE status = 'ENABLED' AND " + column
                    + " <= ? ORDER BY " + column + " FETCH FIRST " + BATCH + " ROWS ONLY";
            disable = "UPDATE api_key SET status = 'DISABLED', disabled_by = '" + name()
                    + "', version = version + 1 WHERE id = ? AND status = 'ENABLED' AND " + column + " <= ?";
            after = Optional.of("{\"status\":\"DISABLED\",\"disabledBy\":\"" + name() + "\"}");
        }
    }

    private record DueKey(long id, long organisationId, long number) {}
}
