package io.latchkey.usage;

import io.latchkey.cluster.ClusterTasks;
import io.latchkey.cluster.Schedule;
import io.latchkey.cluster.Turn;
import io.latchkey.database.BackgroundWork;
import io.latchkey.database.Unpooled;
import io.latchkey.quota.QuotaStore;
import io.latchkey.quota.Quotas;
import io.latchkey.timer.RepeatedWork;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;

/**
 * The tasks run by {@link UsageTimers}. A failing part is logged and left for the next run, and does not
 * prevent the others.
 */
@Singleton
class UsageRuns {

    private static final Logger LOG = System.getLogger(UsageRuns.class.getName());

    /** The names by which the nodes know the tasks. */
    static final String INACTIVITY_TASK = "inactivity";

    static final String RETENTION_TASK = "old activity";

    private static final String SWEEP_FAILED = "The sweep of unused and expired keys failed and will be repeated";
    private static final String NOT_LOOKED_UP =
            "Whether the sweep of unused and expired keys is due could not be looked up and will be next time";

    private final LastUses lastUses;
    private final KeyActivity activity;
    private final KeyActivityRetention retention;
    private final DataSource unpooled;
    private final InactivitySweep sweep;
    private final ClusterTasks tasks;
    private final SweepCounts sweeps;
    private final Quotas quotas;
    private final RepeatedWork sweeping = new RepeatedWork(LOG);
    private final RepeatedWork forgetting = new RepeatedWork(LOG);
    private final RepeatedWork writing = new RepeatedWork(LOG);
    private final RepeatedWork returning = new RepeatedWork(LOG);
    private final RepeatedWork recording = new RepeatedWork(LOG);

    @Inject
    UsageRuns(
            LastUses lastUses,
            KeyActivity activity,
            KeyActivityRetention retention,
            @Unpooled DataSource unpooled,
            InactivitySweep sweep,
            ClusterTasks tasks,
            SweepCounts sweeps,
            Quotas quotas) {
        this.lastUses = lastUses;
        this.activity = activity;
        this.retention = retention;
        this.unpooled = unpooled;
        this.sweep = sweep;
        this.tasks = tasks;
        this.sweeps = sweeps;
        this.quotas = quotas;
    }

    /** Disables unused and expired keys and deletes old activity, on one node for all, if due. */
    void sweep(Schedule schedule) {
        AtomicBoolean begun = new AtomicBoolean();
        sweeping.attempt(() -> begun.get() ? SWEEP_FAILED : NOT_LOOKED_UP, () -> {
            tasks.runIfDue(INACTIVITY_TASK, schedule, turn -> {
                begun.set(true);
                disable(turn);
            });
        });
        forgetting.attempt(
                "Old activity could not be deleted and will be next time",
                () -> tasks.runIfDue(RETENTION_TASK, schedule, retention::run));
    }

    private void disable(Turn turn) throws SQLException {
        int disabled;
        try {
            lastUses.flush();
            disabled = sweep.run(turn);
        } catch (SQLException | RuntimeException | Error failure) {
            sweeps.failed();
            throw failure;
        }
        sweeps.succeeded();
        LOG.log(disabled > 0 ? Level.INFO : Level.DEBUG, "Disabled {0} unused or expired keys", disabled);
    }

    /** Writes last uses, and returns unused quota requests. */
    void flush() {
        writing.attempt("Last uses could not be written and are kept for later", lastUses::flush);
        returning.attempt("Unused quota requests could not be returned", quotas::flush);
    }

    /** Writes the activity of keys. */
    void flushActivity() {
        recording.attempt("Key activity could not be written and is kept for later", activity::flush);
    }

    /** Does the last flush, unpooled because the server may have closed its pool by now. */
    void flushAll() {
        attempt(
                "Last uses during the last flush interval are lost",
                () -> lastUses.flushTo(new LastUseStore(unpooled)));
        attempt(
                "Key activity during the last flush interval is lost",
                () -> activity.flushTo(new KeyActivityStore(unpooled)));
        attempt("Unused quota requests are lost", () -> quotas.flushTo(new QuotaStore(unpooled)));
    }

    private static void attempt(String failed, BackgroundWork.Work part) {
        BackgroundWork.attempt(LOG, failed, part);
    }
}
