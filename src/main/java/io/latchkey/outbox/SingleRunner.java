package io.latchkey.outbox;

import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Runs a task on at most one thread at a time, and once more if it was requested in the meantime. Each
 * request comes with a thread of its own: if the server drops one, or the task fails, the next request finds
 * the runner free.
 */
final class SingleRunner {

    private final AtomicBoolean called = new AtomicBoolean();
    private final AtomicBoolean busy = new AtomicBoolean();
    private final Runnable work;

    SingleRunner(Runnable work) {
        this.work = work;
    }

    /** Requests a run of the task, by whichever thread next calls {@link #run}. */
    void call() {
        called.set(true);
    }

    /** Runs the task if it was requested, or leaves that to the thread already running it. */
    void run() {
        while (called.get() && busy.compareAndSet(false, true)) {
            try {
                while (called.getAndSet(false)) {
                    work.run();
                }
            } finally {
                busy.set(false);
            }
        }
    }
}
