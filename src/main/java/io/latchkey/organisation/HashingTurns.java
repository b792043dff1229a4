package io.latchkey.organisation;

import io.latchkey.problem.Problem;
import io.latchkey.problem.ProblemException;
import io.latchkey.problem.ProblemType;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Lets so many hashes be computed at once as there are processors for, in the order in which they were asked for. Each takes a
 * tenth of a second of one: more at once are done no sooner, and hold up what costs next to nothing, as the keys' requests.
 */
final class HashingTurns {

    private final Semaphore turns;
    private final int maxWaiting;
    private final Duration longestWait;

    /**
     * Takes the bounds.
     *
     * @param maxWaiting about how many may wait for their turn; the next is refused at once
     * @param longestWait how long each may
     */
    HashingTurns(int atOnce, int maxWaiting, Duration longestWait) {
        this.turns = new Semaphore(atOnce, true);
        this.maxWaiting = maxWaiting;
        this.longestWait = longestWait;
    }

    /**
     * Computes it when its turn has come.
     *
     * @throws ProblemException 503, when that would take too long: nothing was decided
     */
    <T> T take(Supplier<T> hash) {
        if (!hasCome()) {
            throw new ProblemException(Problem.of(
                    ProblemType.UNAVAILABLE, "Too many passwords are being checked. Try again in a few seconds."));
        }
        try {
            return hash.get();
        } finally {
            turns.release();
        }
    }

    /** About how many wait. */
    int waiting() {
        return turns.getQueueLength();
    }

    private boolean hasCome() {
        try {
            return waiting() < maxWaiting && turns.tryAcquire(longestWait.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The server is stopping", e);
        }
    }
}
