package io.latchkey.timer;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/**
 * Runs tasks in the background, on this node and outside of any transaction, until the application ends. Each task
 * has a thread of its own (from the container), so that none waits for another, and runs once at a time: a run that
 * takes longer than the interval delays the next one. Must be {@linkplain #stop stopped}.
 */
@Singleton
public class Timers {

    private static final Logger LOG = System.getLogger(Timers.class.getName());

    /** The longest wait for runs in progress at the end. */
    private static final Duration END_LIMIT = Duration.ofSeconds(10);

    private ScheduledThreadPoolExecutor executor;
    private int tasks;

    /** Called by the container. */
    @Inject
    public Timers() {}

    /** Called by the container, with the factory of its threads. */
    @Resource
    void setThreads(ManagedThreadFactory threads) {
        use(threads);
    }

    void use(ThreadFactory threads) {
        executor = new ScheduledThreadPoolExecutor(1, threads);
    }

    /**
     * Runs the task after each interval.
     *
     * @param task logs its own failures; whatever it throws nevertheless is logged, and the task is run again
     * @throws IllegalArgumentException if the interval is less than a millisecond
     */
    public void every(Duration interval, Runnable task) {
        start(interval, interval, task);
    }

    /** Like {@link #every}, but runs the task at once for the first time. */
    public void nowAndEvery(Duration interval, Runnable task) {
        start(Duration.ZERO, interval, task);
    }

    private synchronized void start(Duration first, Duration interval, Runnable task) {
        tasks++;
        executor.setCorePoolSize(tasks);
        executor.scheduleAtFixedRate(() -> run(task), first.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** A failure must not get to the executor, which would not run the task again. */
    private static void run(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException | Error e) {
            LOG.log(Level.ERROR, "A background task failed and will be run again", e);
        }
    }

    /**
     * Ends all tasks. Runs in progress are not interrupted, as that could close the file of an embedded database;
     * they are waited for, at most 10 seconds.
     */
    public void stop() {
        executor.shutdown();
        try {
            if (!executor.awaitTermination(END_LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.log(Level.WARNING, "A background task is still running at the end of the application");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
