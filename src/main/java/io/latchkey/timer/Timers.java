package io.latchkey.timer;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ContextService;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/**
 * Runs tasks in the background, on this node and outside of any transaction, until the application ends. Each task
 * has a thread of its own (from the container), so that none waits for another, and runs once at a time. Must be
 * {@linkplain #stop stopped}.
 */
@Singleton
public class Timers {

    private static final Logger LOG = System.getLogger(Timers.class.getName());

    /**
     * The longest wait for runs in progress at the end. Some container engines kill a process ten seconds after they
     * have asked it to stop, and what is in memory has yet to be written.
     */
    private static final Duration END_LIMIT = Duration.ofSeconds(2);

    @Resource
    private ManagedThreadFactory threads;

    @Resource
    private ContextService contexts;

    private final Stopping stopping;
    private ScheduledThreadPoolExecutor executor;
    private UnaryOperator<Runnable> context;
    private final List<TimedTask> tasks = new CopyOnWriteArrayList<>();

    /** Called by the container. */
    @Inject
    public Timers(Stopping stopping) {
        this.stopping = stopping;
    }

    /** Prepares the container's threads, and for each run a context: with a thread's own, Open Liberty keeps connections. */
    @PostConstruct
    void prepare() {
        prepare(threads, contexts::contextualRunnable);
    }

    void prepare(ThreadFactory factory, UnaryOperator<Runnable> contextual) {
        context = contextual;
        executor = new ScheduledThreadPoolExecutor(0, run -> {
            Thread thread = factory.newThread(run);
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * Runs the task again and again, each time when the interval has passed since the end of the run before; for the
     * first time after one interval.
     *
     * @param name for the log and as the name of the thread during the run
     * @param task logs its own failures; whatever it throws nevertheless is logged, and the task is run again
     * @throws IllegalArgumentException if the interval is less than a millisecond
     */
    public void every(Duration interval, String name, Runnable task) {
        start(interval, interval, name, task);
    }

    /** Like {@link #every}, but runs the task at once for the first time. */
    public void nowAndEvery(Duration interval, String name, Runnable task) {
        start(Duration.ZERO, interval, name, task);
    }

    private synchronized void start(Duration first, Duration interval, String name, Runnable task) {
        if (interval.toMillis() < 1) {
            throw new IllegalArgumentException(
                    "The interval of " + name + " must be at least PT0.001S, and is " + interval);
        }
        executor.setCorePoolSize(executor.getCorePoolSize() + 1);
        TimedTask timed = new TimedTask(name, context.apply(task), first, interval);
        tasks.add(timed);
        executor.scheduleWithFixedDelay(timed, first.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Returns whether a task that is not running is overdue by more than the limit: it will not be run again. */
    public boolean hasLost(Duration limit) {
        return !executor.isShutdown() && tasks.stream().anyMatch(task -> task.isLateBy(limit));
    }

    /**
     * Ends all tasks, and what is done elsewhere in parts ({@link Stopping}). Runs in progress are not interrupted, as
     * that could close the file of an embedded database; they are waited for, at most two seconds.
     */
    public void stop() {
        stopping.begin();
        executor.shutdown();
        long end = System.nanoTime() + END_LIMIT.toNanos();
        try {
            boolean ended = executor.awaitTermination(END_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
            if (!stopping.await(Duration.ofNanos(end - System.nanoTime())) || !ended) {
                LOG.log(Level.INFO, "The application ends while a timer is at work, which another run will continue");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
