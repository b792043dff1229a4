package io.latchkey.limit;

import io.latchkey.problem.Problem;
import io.latchkey.problem.ProblemException;
import io.latchkey.problem.ProblemType;
import io.latchkey.quota.RateLimit;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.Semaphore;

/**
 * Lets so many wrong passwords through, and then one after a wait that grows, however many are tried at once. One that is
 * being checked counts as wrong until it is known to be right; who comes meanwhile waits for that, and for nothing else.
 */
final class PasswordGate {

    private final RateLimit limit;
    private final Clock clock;
    private final Semaphore waiters;
    private Failures failures = Failures.NONE;
    private int inside;

    /**
     * Takes the limit.
     *
     * @param waiters as many may wait as it has permits, at all gates that share it
     */
    PasswordGate(RateLimit limit, Clock clock, Semaphore waiters) {
        this.limit = limit;
        this.clock = clock;
        this.waiters = waiters;
    }

    /**
     * Begins a check, which {@link #leave} must end.
     *
     * @throws TooManyAttempts when there have been too many wrong ones
     * @throws ProblemException 503, when too many wait already
     */
    synchronized void enter() {
        try {
            Instant now = clock.instant();
            while (!isOpen(now)) {
                if (inside == 0) {
                    throw new TooManyAttempts(failures.wait(limit, now));
                }
                if (!waiters.tryAcquire()) {
                    throw busy();
                }
                try {
                    wait();
                } finally {
                    waiters.release();
                }
                now = clock.instant();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The server is stopping", e);
        }
        inside++;
    }

    private static ProblemException busy() {
        return new ProblemException(Problem.of(
                ProblemType.UNAVAILABLE, "Too many passwords are being checked. Try again in a few seconds."));
    }

    private boolean isOpen(Instant now) {
        return failures.remembered(limit, now).count() + inside < limit.requests()
                || inside == 0 && failures.wait(limit, now).isZero();
    }

    synchronized void leave(boolean wrong) {
        inside--;
        if (wrong) {
            failures = failures.andOneMore(limit, clock.instant());
        }
        notifyAll();
    }
}
