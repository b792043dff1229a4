package io.latchkey.password;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Limits how many hashes are computed at once to the number of processors, and computes them in the order in
 * which they were requested. Each occupies a processor for a tenth of a second: computing more at once
 * finishes none of them sooner, and delays what costs next to nothing, such as requests with keys.
 */
final class HashingTurns {

    private final Semaphore turns;
    private final int maxWaiting;
    private final Duration longestWait;

    /**
     * Creates the limits.
     *
     * @param maxWaiting about how many may wait for their turn; the next one is refused at once
     * @param longestWait how long each may wait
     */
    HashingTurns(int atOnce, int maxWaiting, Duration longestWait) {
        this.turns = new Semaphore(atOnce, true);
        this.maxWaiting = maxWaiting;
        this.longestWait = longestWait;
    }

    /**
     * Computes a hash when its turn has come.
     *
     * @throws TooManyPasswords if too many are waiting or the turn does not come in time
     */
    <T> T take(Supplier<T> hash) {
        if (!tryTakeTurn()) {
            throw new TooManyPasswords();
        }
        try {
            return hash.get();
        } finally {
            turns.release();
        }
    }

    /** Returns about how many are waiting. */
    int waiting() {
        return turns.getQueueLength();
    }

    private boolean tryTakeTurn() {
        try {
            return waiting() < maxWaiting && turns.tryAcquire(longestWait.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The server is stopping", e);
        }
    }
}
