package io.latchkey.limit;

import io.github.bucket4j.Bucket;
import java.time.Duration;

/**
 * Lets so many wrong passwords through in a period, however many are tried at once. One that is being checked counts as
 * wrong until it is known to be right; who comes meanwhile waits for that.
 */
final class PasswordGate {

    private final Bucket bucket;
    private int inside;

    PasswordGate(Bucket bucket) {
        this.bucket = bucket;
    }

    /**
     * Begins a check, which {@link #leave} must end.
     *
     * @throws TooManyAttempts when there have been too many wrong ones
     */
    synchronized void enter() {
        try {
            while (!bucket.tryConsume(1)) {
                if (inside == 0) {
                    throw new TooManyAttempts(
                            Duration.ofNanos(bucket.estimateAbilityToConsume(1).getNanosToWaitForRefill()));
                }
                wait();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The server is stopping", e);
        }
        inside++;
    }

    synchronized void leave(boolean wrong) {
        inside--;
        if (!wrong) {
            bucket.addTokens(1);
        }
        notifyAll();
    }
}
