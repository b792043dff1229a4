package io.latchkey.notice;

import io.latchkey.database.ConflictRetry;
import io.latchkey.database.JdbcTransaction;
import io.latchkey.database.SqlInstant;
import io.latchkey.database.SqlValues;
import io.latchkey.outbox.RetryPolicy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The calls that wait because their organisation's webhook was unreachable or slow. During such a pause, calls that are
 * due are held: postponed by longer than any attempt postpones a call, so that their due time alone shows that they
 * wait. When the pause is over, they are released, a few at a time, as the first of them may begin the next pause. So
 * each is rewritten a few times, however many wait: when it begins to wait, about once a day while it does, and when it
 * is its turn. A call that nobody releases becomes due anyway, at the latest two days and {@link #longest} after that.
 *
 * <p>A clock that was ahead may have written a pause that ends later than any can: it is over.
 *
 * <p>Whoever holds or releases calls has locked the row of the pause: when it says that no call waits, none does.
 */
@Singleton
class WaitingCalls {

    /** The maximum number of pauses looked at in one go. */
    private static final int PAUSES = 50;

    // With both bounds, or H2 would read all that are finished, too.
    private static final String CALLS =
            "SELECT id FROM notice_delivery WHERE channel = 'WEBHOOK' AND organisation_id = ?"
                    + " AND due_at > ? AND due_at <= ?";

    // In the index's own order, so that H2 sorts nothing. PostgreSQL cannot use the index of the due rows of all
    // organisations, as nothing says attempts >= 0.
    private static final String FIRST = " ORDER BY channel, organisation_id, due_at NULLS LAST FETCH FIRST ? ROWS ONLY";

    private static final String FIND = CALLS + FIRST;
    private static final String FIND_LEAKS = CALLS + " AND cause = 'LEAK'" + FIRST;
    private static final String FIND_OLD = CALLS + " AND queued_at <= ?" + FIRST;

    // Another node may have begun a call since it was found: its attempt must not be taken from it. One statement for
    // each, as H2 would compare each call with all that were found.
    private static final String MOVE =
            "UPDATE notice_delivery SET due_at = ? WHERE id = ? AND status = 'QUEUED' AND due_at > ? AND due_at <= ?";

    private static final String GIVE_UP =
            "UPDATE notice_delivery SET finished_at = ?, status = 'FAILED', due_at = NULL,"
                    + " detail = ? WHERE id = ? AND status = 'QUEUED' AND due_at > ?";

    private static final String FIRST_PAUSES = " ORDER BY ends_at FETCH FIRST " + PAUSES + " ROWS ONLY)";

    // H2 would use no index for an OR.
    private static final String OVER = "(SELECT organisation_id FROM webhook_pause WHERE ends_at <= ?" + FIRST_PAUSES
            + " UNION ALL (SELECT organisation_id FROM webhook_pause WHERE ends_at > ? AND ends_at <= ?" + FIRST_PAUSES;

    private static final String LOCK =
            "SELECT failures, ends_at FROM webhook_pause WHERE organisation_id = ? FOR UPDATE";

    private static final String ADD = "INSERT INTO webhook_pause (organisation_id, failures)"
            + " SELECT CAST(? AS BIGINT), 0 WHERE NOT EXISTS"
            + " (SELECT 1 FROM webhook_pause WHERE organisation_id = ?)";

    private static final String SET = "UPDATE webhook_pause SET failures = ?, ends_at = ? WHERE organisation_id = ?";

    private static final String FORGET_FAILURES =
            "UPDATE webhook_pause SET failures = 0 WHERE organisation_id = ? AND failures > 0";

    /** Waits for whoever is changing the webhook. */
    private static final String LOCK_UNCHANGED = "SELECT organisation_id FROM organisation_webhook"
            + " WHERE organisation_id = ? AND changed_at <= ? FOR UPDATE";

    private static final int BATCH = 1000;

    /** By how much more than {@link #longest} a call is postponed that is held. */
    private static final Duration HELD = Duration.ofDays(2);

    /** When less is left of that, the call is held again, or its due time would no longer show that it waits. */
    private static final Duration LEAST_HELD = Duration.ofDays(1);

    /** Later than anything. */
    private static final Instant NEVER = Instant.parse("9999-01-01T00:00:00Z");

    private final DataSource dataSource;

    /** Longer than any attempt postpones a call and than any pause, on a node whose clock is ahead, too. */
    private final Duration longest;

    /** Reads {@code latchkey.notice.lease}: clocks differ by less. */
    @Inject
    WaitingCalls(DataSource dataSource, @ConfigProperty(name = "latchkey.notice.lease") Duration lease) {
        this.dataSource = dataSource;
        this.longest = RetryPolicy.MAX_DELAY.plus(lease.multipliedBy(2));
    }

    /** Returns whether a call that is due at this time waits for the end of a pause. */
    boolean isHeld(Instant dueAt, Instant now) {
        return dueAt.isAfter(now.plus(longest));
    }

    /**
     * Lets the organisation's calls wait after one that was slow or did not reach the webhook: after each further one
     * that did not, for longer. Does nothing if they wait already, or if the webhook has been changed since the call
     * began, as that says nothing about the new one.
     *
     * @return false if the webhook has been changed
     */
    boolean pause(long organisationId, boolean reached, Instant began, Instant now, RetryPolicy retries)
            throws SQLException {
        // In a transaction of its own: it looks at the organisation's row, which whoever changes the webhook has
        // locked.
        ConflictRetry.call(() -> update(ADD, organisationId, organisationId));
        return ConflictRetry.call(() -> JdbcTransaction.call(dataSource, connection -> {
            if (ids(connection, LOCK_UNCHANGED, List.of(organisationId, SqlInstant.of(began)), Long.class)
                    .isEmpty()) {
                return false;
            }
            Pause before = lock(connection, organisationId).orElse(Pause.NONE);
            if (!lastsAt(before, now)) {
                int failures = reached ? 1 : before.failures() + 1;
                set(connection, organisationId, failures, Optional.of(now.plus(retries.delay(failures))));
            }
            return true;
        }));
    }

    /** Records that the organisation's webhook has answered in time. */
    void answered(long organisationId) throws SQLException {
        update(FORGET_FAILURES, organisationId);
    }

    /** Returns those of the organisations whose calls wait now. */
    Set<Long> paused(Collection<Long> organisations, Instant now) throws SQLException {
        if (organisations.isEmpty()) {
            return Set.of();
        }
        List<Object> parameters = new ArrayList<>(organisations);
        parameters.add(SqlInstant.of(now));
        parameters.add(SqlInstant.of(now.plus(longest)));
        String sql = "SELECT organisation_id FROM webhook_pause WHERE organisation_id IN ("
                + SqlValues.placeholders(organisations.size()) + ") AND ends_at > ? AND ends_at <= ?";
        try (Connection connection = dataSource.getConnection()) {
            return new HashSet<>(ids(connection, sql, parameters, Long.class));
        }
    }

    /** Holds all due calls of an organisation whose calls wait, and anew those that have been held for long. */
    void hold(long organisationId, Instant now) throws SQLException {
        Span due = new Span(Instant.EPOCH, now);
        untilNone(
                organisationId,
                (connection, pause) -> lastsAt(pause, now)
                        ? move(connection, FIND, organisationId, due, BATCH, heldUntil(now))
                                + holdAnew(connection, organisationId, now)
                        : 0);
    }

    private int holdAnew(Connection connection, long organisationId, Instant now) throws SQLException {
        Instant heldAfter = now.plus(longest);
        Span ending = new Span(heldAfter, heldAfter.plus(LEAST_HELD));
        return move(connection, FIND, organisationId, ending, BATCH, heldUntil(now));
    }

    private Instant heldUntil(Instant now) {
        return now.plus(longest).plus(HELD);
    }

    /** Gives up the held calls of the organisation that were queued at or before {@code queuedBy}. */
    void giveUp(long organisationId, Instant now, Instant queuedBy, String detail) throws SQLException {
        OffsetDateTime heldAfter = SqlInstant.of(now.plus(longest));
        untilNone(organisationId, (connection, pause) -> {
            List<String> old = ids(
                    connection,
                    FIND_OLD,
                    List.of(organisationId, heldAfter, SqlInstant.of(NEVER), SqlInstant.of(queuedBy), BATCH),
                    String.class);
            update(connection, GIVE_UP, old, id -> List.of(SqlInstant.of(now), detail, id, heldAfter));
            return old.size();
        });
    }

    /**
     * Makes some held calls due of organisations whose pauses are over, first those of leaked keys, then those whose
     * turn was longest ago: one call of a webhook that has not answered in time since, otherwise up to {@code most}.
     *
     * @return whether there were such pauses; there may be more of them
     */
    boolean release(int most, Instant now) throws SQLException {
        // As the database stores it, or a call that is due now would not be due at once.
        Instant stored = now.truncatedTo(ChronoUnit.MICROS);
        List<Long> over;
        try (Connection connection = dataSource.getConnection()) {
            over = ids(
                    connection,
                    OVER,
                    List.of(SqlInstant.of(stored), SqlInstant.of(stored.plus(longest)), SqlInstant.of(NEVER)),
                    Long.class);
        }
        for (long organisationId : over) {
            locked(organisationId, (connection, pause) -> release(connection, organisationId, pause, most, stored));
        }
        return !over.isEmpty();
    }

    private int release(Connection connection, long organisationId, Pause pause, int most, Instant now)
            throws SQLException {
        if (pause.endsAt().isEmpty() || lastsAt(pause, now)) {
            return 0;
        }
        Span held = new Span(now.plus(longest), NEVER);
        int limit = pause.failures() > 0 ? 1 : most;
        int released = move(connection, FIND_LEAKS, organisationId, held, limit, now);
        if (released < limit) {
            released += move(connection, FIND, organisationId, held, limit - released, now);
        }
        boolean mayHoldMore = released > 0;
        // The others may wait for days although nothing has been held since.
        holdAnew(connection, organisationId, now);
        set(connection, organisationId, pause.failures(), Optional.of(now).filter(time -> mayHoldMore));
        return released;
    }

    private boolean lastsAt(Pause pause, Instant now) {
        return pause.endsAt()
                .filter(end -> end.isAfter(now) && !end.isAfter(now.plus(longest)))
                .isPresent();
    }

    /** Makes the first calls that a query finds in a span due at another time; returns how many. */
    private static int move(Connection connection, String query, long organisationId, Span span, int most, Instant to)
            throws SQLException {
        OffsetDateTime after = SqlInstant.of(span.after());
        OffsetDateTime by = SqlInstant.of(span.by());
        List<String> found = ids(connection, query, List.of(organisationId, after, by, most), String.class);
        update(connection, MOVE, found, id -> List.of(SqlInstant.of(to), id, after, by));
        return found.size();
    }

    /** Updates a thousand calls at a time, each batch in its own transaction, until none is found. */
    private void untilNone(long organisationId, Batch batch) throws SQLException {
        int found;
        do {
            found = locked(organisationId, batch);
        } while (found > 0);
    }

    private int locked(long organisationId, Batch batch) throws SQLException {
        return ConflictRetry.call(() -> JdbcTransaction.call(
                dataSource,
                connection -> batch.update(
                        connection, lock(connection, organisationId).orElse(Pause.NONE))));
    }

    private static Optional<Pause> lock(Connection connection, long organisationId) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(LOCK)) {
            select.setLong(1, organisationId);
            try (ResultSet row = select.executeQuery()) {
                return row.next()
                        ? Optional.of(new Pause(row.getInt("failures"), SqlInstant.find(row, "ends_at")))
                        : Optional.empty();
            }
        }
    }

    private static void set(Connection connection, long organisationId, int failures, Optional<Instant> endsAt)
            throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(SET)) {
            update.setInt(1, failures);
            update.setObject(2, endsAt.map(SqlInstant::of).orElse(null));
            update.setLong(3, organisationId);
            update.executeUpdate();
        }
    }

    private int update(String sql, Object... parameters) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement update = connection.prepareStatement(sql)) {
            SqlValues.bind(update, List.of(parameters));
            return update.executeUpdate();
        }
    }

    private static void update(
            Connection connection, String sql, List<String> calls, Function<String, List<Object>> parameters)
            throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            for (String id : calls) {
                SqlValues.bind(update, parameters.apply(id));
                update.addBatch();
            }
            update.executeBatch();
        }
    }

    private static <T> List<T> ids(Connection connection, String sql, List<?> parameters, Class<T> type)
            throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            SqlValues.bind(select, parameters);
            try (ResultSet row = select.executeQuery()) {
                List<T> ids = new ArrayList<>();
                while (row.next()) {
                    ids.add(row.getObject(1, type));
                }
                return ids;
            }
        }
    }

    /** Updates some calls while the pause is locked, and returns how many it has found. */
    private interface Batch {

        int update(Connection connection, Pause pause) throws SQLException;
    }

    /** @param endsAt empty if no call waits */
    private record Pause(int failures, Optional<Instant> endsAt) {

        private static final Pause NONE = new Pause(0, Optional.empty());
    }

    /** The time from {@code after}, which is not part of it, to {@code by}. */
    private record Span(Instant after, Instant by) {}
}
