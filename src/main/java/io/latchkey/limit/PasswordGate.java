package io.latchkey.limit;

import io.latchkey.password.TooManyPasswords;
import io.latchkey.quota.RateLimit;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.Semaphore;

/**
 * Permits a number of wrong passwords, and then one after each of a series of growing waits, no matter how
 * many are tried concurrently. A password being checked counts as wrong until it is known to be right; other
 * callers block only on that.
 */
final class PasswordGate {

    private final RateLimit limit;
    private final Clock clock;
    private final Semaphore waiters;
    private Failures failures = Failures.NONE;
    private int inside;

    /**
     * Creates a gate for the limit.
     *
     * @param waiters its permits bound the number of waiting threads across all gates that share it
     */
    PasswordGate(RateLimit limit, Clock clock, Semaphore waiters) {
        this.limit = limit;
        this.clock = clock;
        this.waiters = waiters;
    }

    /**
     * Begins a check, which must be ended by {@link #leave}.
     *
     * @throws TooManyAttempts if there have been too many wrong passwords
     * @throws TooManyPasswords if too many callers are waiting already
     */
    synchronized void enter() {
        try {
            Instant now = clock.instant();
            while (!isOpen(now)) {
                if (inside == 0) {
                    throw new TooManyAttempts(failures.wait(limit, now));
                }
                if (!waiters.tryAcquire()) {
                    throw new TooManyPasswords();
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
