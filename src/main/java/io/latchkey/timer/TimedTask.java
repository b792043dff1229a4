package io.latchkey.timer;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;

/** A task that is run again and again, and the time of its next run. */
final class TimedTask implements Runnable {

    private static final Logger LOG = System.getLogger(TimedTask.class.getName());

    private final String name;
    private final Runnable task;
    private final Duration interval;
    private volatile long dueAt;
    private volatile boolean running;

    TimedTask(String name, Runnable task, Duration first, Duration interval) {
        this.name = name;
        this.task = task;
        this.interval = interval;
        this.dueAt = System.nanoTime() + first.toNanos();
    }

    /** Runs it once. A failure must not get to the executor, which would not run it again. */
    @Override
    public void run() {
        running = true;
        try {
            Thread.currentThread().setName(name);
            task.run();
        } catch (RuntimeException | Error e) {
            logIfPossible(e);
        } finally {
            dueAt = System.nanoTime() + interval.toNanos();
            running = false;
        }
    }

    private void logIfPossible(Throwable failure) {
        try {
            LOG.log(Level.ERROR, name + " failed and will be run again", failure);
        } catch (RuntimeException | Error lost) {
            // When memory is short, this may fail as well; there is nobody left to tell.
        }
    }

    /** Returns whether it is not running although its next run should have begun so long ago. */
    boolean isLateBy(Duration limit) {
        return !running && System.nanoTime() - dueAt > limit.toNanos();
    }
}
