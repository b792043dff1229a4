package io.latchkey.timer;

import io.latchkey.database.BackgroundWork;
import java.lang.System.Logger;
import java.time.Duration;

/** A task that is run again and again, and the time of its next run. */
final class TimedTask implements Runnable {

    private static final Logger LOG = System.getLogger(TimedTask.class.getName());

    // Created in advance: once the task has failed, memory may be short.
    private final String failed;
    private final BackgroundWork.Work work;

    private final Duration interval;
    private volatile long dueAt;
    private volatile boolean running;

    TimedTask(String name, Runnable task, Duration first, Duration interval) {
        this.failed = name + " failed and will be run again";
        this.work = () -> {
            Thread.currentThread().setName(name);
            task.run();
        };
        this.interval = interval;
        this.dueAt = System.nanoTime() + first.toNanos();
    }

    /** Runs it once. A failure must not get to the executor, which would not run it again. */
    @Override
    public void run() {
        running = true;
        try {
            BackgroundWork.attempt(LOG, failed, work);
        } finally {
            dueAt = System.nanoTime() + interval.toNanos();
            running = false;
        }
    }

    /** Returns whether it is not running although its next run has been due for longer than the limit. */
    boolean isLateBy(Duration limit) {
        return !running && System.nanoTime() - dueAt > limit.toNanos();
    }
}
