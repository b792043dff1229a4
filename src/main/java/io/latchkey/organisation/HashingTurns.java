package io.latchkey.organisation;

import io.latchkey.problem.Problem;
import io.latchkey.problem.ProblemException;
import io.latchkey.problem.ProblemType;
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
     * @throws ProblemException 503, if too many are waiting or the turn does not come in time; nothing has
     *     been decided then
     */
    <T> T take(Supplier<T> hash) {
        if (!tryTakeTurn()) {
            throw new ProblemException(Problem.of(
                    ProblemType.UNAVAILABLE, "Too many passwords are being checked. Try again in a few seconds."));
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
