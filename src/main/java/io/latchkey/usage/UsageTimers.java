package io.latchkey.usage;

import io.latchkey.cluster.ClusterTasks;
import io.latchkey.timer.Timers;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
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
public class UsageTimers {

    private final Timers timers;
    private final UsageRuns runs;
    private final Duration flushInterval;
    private final Duration activityInterval;
    private final Duration sweepInterval;
    private final CronSchedule sweepSchedule;

    /**
     * Reads the intervals and the schedule.
     *
     * @throws IllegalArgumentException if {@code latchkey.inactivity.schedule} is not a valid cron expression
     */
    @Inject
    UsageTimers(
            Timers timers,
            UsageRuns runs,
            ClusterTasks tasks,
            @ConfigProperty(name = "latchkey.usage.flush-interval") Duration flushInterval,
            @ConfigProperty(name = "latchkey.activity.flush-interval") Duration activityInterval,
            @ConfigProperty(name = "latchkey.inactivity.schedule") String sweepSchedule) {
        this.timers = timers;
        this.runs = runs;
        this.flushInterval = flushInterval;
        this.activityInterval = activityInterval;
        this.sweepInterval = tasks.interval();
        this.sweepSchedule = new CronSchedule(sweepSchedule, ZoneId.systemDefault());
    }

    /** Starts the timers, which end with the application. */
    public void start() {
        timers.every(flushInterval, "latchkey.usage.flush", runs::flush);
        timers.every(activityInterval, "latchkey.activity.flush", runs::flushActivity);
        timers.every(sweepInterval, "latchkey.inactivity", () -> runs.sweep(sweepSchedule));
    }

    /** Flushes the memory for the last time, after the timers were stopped. */
    public void flushAll() {
        runs.flushAll();
    }
}
