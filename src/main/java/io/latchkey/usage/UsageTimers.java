package io.latchkey.usage;

import io.latchkey.cluster.ClusterTasks;
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
import java.time.Duration;
import java.time.ZoneId;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The timers of this package. Each node flushes its memory: last uses and unused quota requests every
 * {@code latchkey.usage.flush-interval}, and the activity of keys every
 * {@code latchkey.activity.flush-interval}. By {@code latchkey.inactivity.schedule}, one node for all runs
 * the inactivity sweep and the retention. A failed run is logged and repeated with the next one.
 */
@Singleton
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class UsageTimers {

    private static final String FLUSH = "latchkey last-use flush";
    private static final String ACTIVITY = "latchkey activity flush";
    private static final String SWEEP = "latchkey inactivity sweep";

    @Resource
    private TimerService timers;

    @Inject
    private UsageRuns runs;

    @Inject
    private ClusterTasks tasks;

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
     * Starts the timers, which are not persistent and end with the application.
     *
     * @throws IllegalArgumentException if {@code latchkey.inactivity.schedule} is not a valid cron expression
     */
    public void start() {
        schedule = new CronSchedule(sweepSchedule, ZoneId.systemDefault());
        start(FLUSH, flushInterval);
        start(ACTIVITY, activityInterval);
        start(SWEEP, tasks.interval());
    }

    private void start(String name, Duration interval) {
        timers.createIntervalTimer(interval.toMillis(), interval.toMillis(), new TimerConfig(name, false));
    }

    @Timeout
    void run(Timer timer) {
        switch (String.valueOf(timer.getInfo())) {
            case SWEEP -> runs.sweep(schedule);
            case ACTIVITY -> runs.flushActivity();
            default -> runs.flush();
        }
    }

    @PreDestroy
    void stop() {
        runs.flushAll();
    }
}
