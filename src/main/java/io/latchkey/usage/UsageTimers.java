package io.latchkey.usage;

import io.latchkey.cluster.Turn;
import io.latchkey.cluster.Turns;
import io.latchkey.database.Unpooled;
import io.latchkey.quota.QuotaStore;
import io.latchkey.quota.Quotas;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Singleton;
import jakarta.ejb.Timeout;
import jakarta.ejb.Timer;
import jakarta.ejb.TimerConfig;
import jakarta.ejb.TimerService;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.time.Duration;
import java.time.ZoneId;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The timers of this package: the flush of last uses and of what is left of quotas every
 * {@code latchkey.usage.flush-interval}, of what keys did every {@code latchkey.activity.flush-interval}, which are in the memory
 * of each node; by {@code latchkey.inactivity.schedule}, on one node for all, the inactivity sweep and the retention. A run that
 * fails is logged and tried again with the next.
 */
@Singleton
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class UsageTimers {

    private static final Logger LOG = System.getLogger(UsageTimers.class.getName());
    private static final String FLUSH = "latchkey last-use flush";
    private static final String ACTIVITY = "latchkey activity flush";
    private static final String SWEEP = "latchkey inactivity sweep";

    /** What the nodes know the tasks by. */
    private static final String INACTIVITY_TASK = "inactivity";

    private static final String RETENTION_TASK = "old activity";

    @Resource
    private TimerService timers;

    @Inject
    private LastUses lastUses;

    @Inject
    private KeyActivity activity;

    @Inject
    private KeyActivityRetention retention;

    @Inject
    @Unpooled
    private DataSource unpooled;

    @Inject
    private InactivitySweep sweep;

    @Inject
    private Turns turns;

    @Inject
    private SweepCounts sweeps;

    @Inject
    private Quotas quotas;

    @Inject
    @ConfigProperty(name = "latchkey.usage.flush-interval")
    private Duration flushInterval;

    @Inject
    @ConfigProperty(name = "latchkey.activity.flush-interval")
    private Duration activityInterval;

    @Inject
    @ConfigProperty(name = "latchkey.inactivity.schedule")
    private String sweepSchedule;

    private CronSchedule schedule;

    /**
     * Starts the timers; they end with the application and are not persistent.
     *
     * @throws IllegalArgumentException when {@code latchkey.inactivity.schedule} is not as cron has it
     */
    public void start() {
        schedule = new CronSchedule(sweepSchedule, ZoneId.systemDefault());
        start(FLUSH, flushInterval);
        start(ACTIVITY, activityInterval);
        start(SWEEP, turns.interval());
    }

    private void start(String name, Duration interval) {
        timers.createIntervalTimer(interval.toMillis(), interval.toMillis(), new TimerConfig(name, false));
    }

    @Timeout
    void run(Timer timer) {
        switch (String.valueOf(timer.getInfo())) {
            case SWEEP -> sweep();
            case ACTIVITY -> flushActivity();
            default -> flush();
        }
    }

    private void sweep() {
        try {
            turns.runIfDue(INACTIVITY_TASK, schedule, this::disable);
            turns.runIfDue(RETENTION_TASK, schedule, retention::run);
        } catch (SQLException e) {
            sweeps.failed();
            LOG.log(Level.WARNING, "The inactivity sweep failed and will be repeated: {0}", e.toString());
        }
    }

    private void disable(Turn turn) throws SQLException {
        lastUses.flush();
        int disabled = sweep.run(turn);
        sweeps.succeeded();
        LOG.log(disabled > 0 ? Level.INFO : Level.DEBUG, "Disabled {0} keys for inactivity", disabled);
    }

    private void flush() {
        try {
            lastUses.flush();
        } catch (SQLException e) {
            LOG.log(Level.WARNING, "The last uses could not be written and are kept: {0}", e.toString());
        }
        try {
            quotas.flush();
        } catch (SQLException e) {
            LOG.log(Level.WARNING, "Unused requests of quotas could not be given back: {0}", e.toString());
        }
    }

    private void flushActivity() {
        try {
            activity.flush();
        } catch (SQLException e) {
            LOG.log(Level.WARNING, "What keys did could not be written and is kept: {0}", e.toString());
        }
    }

    /** The last flush. By now the server may have closed its pool. */
    @PreDestroy
    void stop() {
        try {
            lastUses.flushTo(new LastUseStore(unpooled));
        } catch (SQLException e) {
            LOG.log(Level.WARNING, "The last uses of the last flush interval are lost: {0}", e.toString());
        }
        try {
            activity.flushTo(new KeyActivityStore(unpooled));
        } catch (SQLException e) {
            LOG.log(Level.WARNING, "What keys did in the last flush interval is lost: {0}", e.toString());
        }
        try {
            quotas.flushTo(new QuotaStore(unpooled));
        } catch (SQLException e) {
            LOG.log(Level.WARNING, "Unused requests of quotas are lost: {0}", e.toString());
        }
    }
}
