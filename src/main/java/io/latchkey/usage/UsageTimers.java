package io.latchkey.usage;

import io.latchkey.cluster.Turns;
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
 * The timers of this package: the flush of last uses and of what is left of quotas every
 * {@code latchkey.usage.flush-interval}, of what keys did every {@code latchkey.activity.flush-interval}, which are in the memory
 * of each node; by {@code latchkey.inactivity.schedule}, on one node for all, the inactivity sweep and the retention. A run that
 * fails is logged and tried again with the next.
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
    private Turns turns;

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
