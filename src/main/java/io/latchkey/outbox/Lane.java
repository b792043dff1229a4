package io.latchkey.outbox;

import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Work that is done by one thread at a time, and once more for whoever has called meanwhile. Each call brings a thread of its
 * own: should a server drop one, or the work fail, the next call finds the lane free.
 */
final class Lane {

    private final AtomicBoolean called = new AtomicBoolean();
    private final AtomicBoolean busy = new AtomicBoolean();
    private final Runnable work;

    Lane(Runnable work) {
        this.work = work;
    }

    /** Asks for the work, of the thread that comes next to {@link #run}. */
    void call() {
        called.set(true);
    }

    /** Does what is called for, or leaves it to the thread that is at it. */
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
