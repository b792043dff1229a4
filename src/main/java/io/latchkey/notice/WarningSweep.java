package io.latchkey.notice;

import io.latchkey.cluster.Turn;
import io.latchkey.database.ConflictRetry;
import io.latchkey.database.JdbcTransaction;
import io.latchkey.database.SqlInstant;
import io.latchkey.key.DeadlinePosition;
import io.latchkey.key.InactivityPolicy;
import io.latchkey.key.KeyDeadline;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
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
 * {@link DeadlineNotices} warns of changes made by users. Progress that a clock far ahead has made does not count:
 * otherwise, the keys that this clock saw as past, or in a nearer stage, would be disabled without a warning.
 *
 * <p>Concurrent runs are harmless: the row that stores the progress is locked from before a batch is read
 * until the progress is written.
 */
@Singleton
class WarningSweep {

    /** The number of keys per batch, small because each may have many recipients. */
    private static final int BATCH = 200;

    private static final String SELECT =
            "SELECT k.id, k.organisation_id, k.number, k.description, k.hint, u.email, k.%s AS counted_from,"
                    + " k.expires_at FROM api_key k JOIN account_user u ON u.id = k.created_by";

    /** Allows for keys whose expiry date or usage is still being written, so that they are not skipped. */
    private static final Duration UNWRITTEN = Duration.ofMinutes(1);

    /** How far ahead of this node's clock another node's clock may have been for its progress to count. */
    private static final Duration AHEAD = Duration.ofHours(1);

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
                warn(turn, connection, KeyDeadline.EXPIRY, Duration.ZERO, stage, now);
                if (stage.isWithin(inactivity.period())) {
                    warn(turn, connection, KeyDeadline.INACTIVITY, inactivity.period(), stage, now);
                }
            }
        }
    }

    private void warn(
            Turn turn, Connection connection, KeyDeadline kind, Duration period, WarningStage stage, Instant now)
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
            Connection connection, KeyDeadline kind, Duration period, WarningStage stage, Instant now)
            throws SQLException {
        WarningProgress progress = new WarningProgress(NoticeCause.of(kind), period, stage);
        // Keys already past their deadline get no warning.
        DeadlinePosition nearest = DeadlinePosition.before(Collections.max(List.of(stage.from(now), clock.instant())));
        Instant end = stage.until(now);
        // A key that is examined again is still warned of only once (Notices).
        DeadlinePosition start = progress.lock(connection)
                .filter(reached -> !reached.time().isBefore(nearest.time()))
                .filter(reached -> !reached.time().isAfter(end.plus(AHEAD)))
                .orElse(nearest);
        // Another node may have been faster, or the clock may have been set back a little.
        if (!start.time().isBefore(end)) {
            return false;
        }
        List<Due> due = kind.due(
                connection,
                SELECT.formatted(kind.column()),
                start.minus(period),
                end.minus(period),
                BATCH,
                row -> due(row, period));
        notices.add(connection, warnings(kind, stage, due));
        boolean more = due.size() == BATCH;
        progress.save(connection, more ? due.get(BATCH - 1).position() : DeadlinePosition.after(end));
        return more;
    }

    /** Creates the warnings, except inactivity warnings for keys that will have expired by then. */
    private static List<Notice> warnings(KeyDeadline kind, WarningStage stage, List<Due> due) {
        return due.stream()
                .filter(key -> kind == KeyDeadline.EXPIRY
                        || key.expiry().filter(key.position().time()::isAfter).isEmpty())
                .map(key -> Notice.warning(
                        NoticeCause.of(kind), key.key(), key.position().time(), stage))
                .toList();
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
        return new Due(key, new DeadlinePosition(deadline, key.id()), SqlInstant.find(row, "expires_at"));
    }

    private record Due(NoticedKey key, DeadlinePosition position, Optional<Instant> expiry) {}
}
