package io.latchkey.notice;

import io.latchkey.cluster.Turn;
import io.latchkey.database.ConflictRetry;
import io.latchkey.database.JdbcTransaction;
import io.latchkey.database.SqlInstant;
import io.latchkey.key.InactivityPolicy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Warns of keys that will be disabled, 14, 3 and 1 day in advance.
 *
 * <p>For each stage, the sweep stores the deadline up to which it has examined the keys. A run continues from
 * there, so that it reads only the keys that have entered the stage since the last run, however many are
 * within it. Warnings missed while the server was stopped are given for the stage that is nearest by then,
 * and for no other. When the period of inactivity is changed, all deadlines change, and those within a stage
 * are examined again. A key that is used gets a new deadline, which is examined in its turn;
 * {@link DeadlineNotices} warns of changes made by users.
 *
 * <p>Concurrent runs are harmless: the row that stores the progress is locked from before a batch is read
 * until the progress is written.
 */
@Singleton
class WarningSweep {

    /** The number of keys per batch, small because each may have many recipients. */
    private static final int BATCH = 200;

    /** Allows for keys whose expiry date or usage is still being written, so that they are not skipped. */
    private static final Duration UNWRITTEN = Duration.ofMinutes(1);

    private final DataSource dataSource;
    private final InactivityPolicy inactivity;
    private final Notices notices;
    private final Clock clock;
    private final Duration unwritten;

    @Inject
    WarningSweep(
            DataSource dataSource,
            InactivityPolicy inactivity,
            Notices notices,
            Clock clock,
            @ConfigProperty(name = "latchkey.usage.flush-interval") Duration flushInterval) {
        this.dataSource = dataSource;
        this.inactivity = inactivity;
        this.notices = notices;
        this.clock = clock;
        this.unwritten = flushInterval.multipliedBy(2).plus(UNWRITTEN);
    }

    /**
     * Creates all warnings that are due, for as long as the turn lasts.
     *
     * @throws SQLException when the database fails; the batches completed before that are kept
     */
    void run(Turn turn) throws SQLException {
        Instant now = clock.instant().minus(unwritten);
        try (Connection connection = dataSource.getConnection()) {
            for (WarningStage stage : WarningStage.values()) {
                warn(turn, connection, DeadlineKind.EXPIRY, Duration.ZERO, stage, now);
                if (stage.isWithin(inactivity.period())) {
                    warn(turn, connection, DeadlineKind.INACTIVITY, inactivity.period(), stage, now);
                }
            }
        }
    }

    private void warn(
            Turn turn, Connection connection, DeadlineKind kind, Duration period, WarningStage stage, Instant now)
            throws SQLException {
        boolean more = true;
        while (more && turn.lasts()) {
            // A key may be deleted, or get another deadline, meanwhile.
            more = ConflictRetry.call(
                    () -> JdbcTransaction.call(connection, same -> warnOfBatch(same, kind, period, stage, now)));
        }
    }

    /** Returns whether there may be more. */
    private boolean warnOfBatch(
            Connection connection, DeadlineKind kind, Duration period, WarningStage stage, Instant now)
            throws SQLException {
        Position nearest = Position.before(latest(stage.from(now), clock.instant()));
        Position start = lock(connection, kind, period, stage)
                .filter(reached -> !reached.deadline().isBefore(nearest.deadline()))
                .orElse(nearest);
        Instant end = stage.until(now);
        // Another node may have been faster, or the clock may have been set back.
        if (!start.deadline().isBefore(end)) {
            return false;
        }
        List<Due> due = due(connection, kind, period, start, end);
        notices.add(connection, warnings(kind, stage, due));
        boolean more = due.size() == BATCH;
        Position reached = more ? due.get(BATCH - 1).position() : Position.after(end);
        save(connection, kind, period, stage, reached);
        return more;
    }

    /** Returns the later time; keys already past their deadline get no warning. */
    private static Instant latest(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    /** Creates the warnings, except inactivity warnings for keys that will have expired by then. */
    private static List<Notice> warnings(DeadlineKind kind, WarningStage stage, List<Due> due) {
        return due.stream()
                .filter(key -> kind == DeadlineKind.EXPIRY
                        || key.expiry()
                                .filter(key.position().deadline()::isAfter)
                                .isEmpty())
                .map(key -> Notice.warning(kind.cause, key.key(), key.position().deadline(), stage))
                .toList();
    }

    /** Locks and returns how far the keys have been examined under the given period. */
    private static Optional<Position> lock(
            Connection connection, DeadlineKind kind, Duration period, WarningStage stage) throws SQLException {
        try (PreparedStatement lock = connection.prepareStatement(
                "SELECT deadline, key_id, idle_period FROM notice_progress WHERE cause = ? AND stage = ? FOR UPDATE")) {
            lock.setString(1, kind.cause.name());
            lock.setInt(2, stage.days());
            try (ResultSet row = lock.executeQuery()) {
                row.next();
                long keyId = row.getLong("key_id");
                if (!period.toString().equals(row.getString("idle_period"))) {
                    return Optional.empty();
                }
                return SqlInstant.find(row, "deadline").map(deadline -> new Position(deadline, keyId));
            }
        }
    }

    private static void save(
            Connection connection, DeadlineKind kind, Duration period, WarningStage stage, Position reached)
            throws SQLException {
        try (PreparedStatement update = connection.prepareStatement("UPDATE notice_progress"
                + " SET deadline = ?, key_id = ?, idle_period = ? WHERE cause = ? AND stage = ?")) {
            update.setObject(1, SqlInstant.of(reached.deadline()));
            update.setLong(2, reached.keyId());
            update.setString(3, period.toString());
            update.setString(4, kind.cause.name());
            update.setInt(5, stage.days());
            update.executeUpdate();
        }
    }

    private static List<Due> due(Connection connection, DeadlineKind kind, Duration period, Position start, Instant end)
            throws SQLException {
        List<Due> due = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(kind.due)) {
            OffsetDateTime first = SqlInstant.of(start.deadline().minus(period));
            select.setObject(1, first);
            select.setObject(2, SqlInstant.of(end.minus(period)));
            select.setObject(3, first);
            select.setLong(4, start.keyId());
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    due.add(due(row, period));
                }
            }
        }
        return due;
    }

    private static Due due(ResultSet row, Duration period) throws SQLException {
        NoticedKey key = new NoticedKey(
                row.getLong("id"),
                row.getLong("organisation_id"),
                row.getLong("number"),
                row.getString("description"),
                Optional.ofNullable(row.getString("hint")),
                Optional.ofNullable(row.getString("email")));
        Instant deadline = SqlInstant.in(row, "counted_from").plus(period);
        return new Due(key, new Position(deadline, key.id()), SqlInstant.find(row, "expires_at"));
    }

    /**
     * The reason why a key is disabled, with the query for the keys between two positions in the order of its
     * column.
     */
    private enum DeadlineKind {
        INACTIVITY(NoticeCause.INACTIVITY, "idle_since"),
        EXPIRY(NoticeCause.EXPIRY, "expires_at");

        private final NoticeCause cause;
        private final String due;

        DeadlineKind(NoticeCause cause, String column) {
            this.cause = cause;
            this.due = "SELECT k.id, k.organisation_id, k.number, k.description, k.hint, u.email, k." + column
                    + " AS counted_from, k.expires_at FROM api_key k JOIN account_user u ON u.id = k.created_by"
                    + " WHERE k.status = 'ENABLED' AND k." + column + " >= ? AND k." + column + " <= ? AND (k." + column
                    + ", k.id) > (?, ?) ORDER BY k." + column + ", k.id FETCH FIRST " + BATCH + " ROWS ONLY";
        }
    }

    /** A position in the order of deadlines and, for equal deadlines, of key ids. */
    private record Position(Instant deadline, long keyId) {

        static Position before(Instant deadline) {
            return new Position(deadline, 0);
        }

        static Position after(Instant deadline) {
            return new Position(deadline, Long.MAX_VALUE);
        }
    }

    private record Due(NoticedKey key, Position position, Optional<Instant> expiry) {}
}
