package io.latchkey.usage;

import io.latchkey.cluster.ClusterTasks;
import io.latchkey.cluster.Schedule;
import io.latchkey.cluster.Turn;
import io.latchkey.database.BackgroundWork;
import io.latchkey.database.Unpooled;
import io.latchkey.quota.QuotaStore;
import io.latchkey.quota.Quotas;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
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

    private final LastUses lastUses;
    private final KeyActivity activity;
    private final KeyActivityRetention retention;
    private final DataSource unpooled;
    private final InactivitySweep sweep;
    private final ClusterTasks tasks;
    private final SweepCounts sweeps;
    private final Quotas quotas;

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
        boolean swept = attempt(
                "The sweep of unused and expired keys failed and will be repeated",
                () -> tasks.runIfDue(INACTIVITY_TASK, schedule, this::disable));
        if (!swept) {
            sweeps.failed();
        }
        attempt(
                "Old activity could not be deleted and will be next time",
                () -> tasks.runIfDue(RETENTION_TASK, schedule, retention::run));
    }

    private void disable(Turn turn) throws SQLException {
        lastUses.flush();
        int disabled = sweep.run(turn);
        sweeps.succeeded();
        LOG.log(disabled > 0 ? Level.INFO : Level.DEBUG, "Disabled {0} unused or expired keys", disabled);
    }

    /** Writes last uses, and returns unused quota requests. */
    void flush() {
        attempt("Last uses could not be written and are kept for later", lastUses::flush);
        attempt("Unused quota requests could not be returned", quotas::flush);
    }

    /** Writes the activity of keys. */
    void flushActivity() {
        attempt("Key activity could not be written and is kept for later", activity::flush);
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

    private static boolean attempt(String failed, BackgroundWork.Work part) {
        return BackgroundWork.attempt(LOG, failed, part);
    }
}
