package io.latchkey.limit;

import io.latchkey.key.RateLimit;
import java.time.Clock;
import java.time.Instant;

/**
 * Lets so many wrong passwords through, and then one after a wait that grows, however many are tried at once. One that is
 * being checked counts as wrong until it is known to be right; who comes meanwhile waits for that, and for nothing else.
 */
final class PasswordGate {

    private final RateLimit limit;
    private final Clock clock;
    private Failures failures = Failures.NONE;
    private int inside;

    PasswordGate(RateLimit limit, Clock clock) {
        this.limit = limit;
        this.clock = clock;
    }

    /**
     * Begins a check, which {@link #leave} must end.
     *
     * @throws TooManyAttempts when there have been too many wrong ones
     */
    synchronized void enter() {
        try {
            Instant now = clock.instant();
            while (!isOpen(now)) {
                if (inside == 0) {
                    throw new TooManyAttempts(failures.wait(limit, now));
                }
                wait();
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
