package io.latchkey.timer;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * The end of the application, for work in parts: once it has begun, no further part is begun. Work on threads that
 * belong to the container is {@linkplain #await waited for} only if it is run {@linkplain #run by this}.
 */
@Singleton
public class Stopping {

    private final ReadWriteLock work = new ReentrantReadWriteLock();
    private volatile boolean begun;

    /** Called by the container. */
    @Inject
    public Stopping() {}

    /** Returns whether the end has begun. */
    public boolean hasBegun() {
        return begun;
    }

    /** Does the work, which the end waits for; does nothing once the end has begun. */
    public void run(Runnable task) {
        if (begun || !work.readLock().tryLock()) {
            return;
        }
        try {
            task.run();
        } finally {
            work.readLock().unlock();
        }
    }

    /** Begins the end. */
    void begin() {
        begun = true;
    }

    /** Waits for what is being done; returns false if it is not done in time. */
    boolean await(Duration limit) throws InterruptedException {
        return work.writeLock().tryLock(limit.toNanos(), TimeUnit.NANOSECONDS);
    }
}
