package io.latchkey.database;

import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * Retries transactions that conflicted with another transaction. Before each retry, it waits for a random time of up to
 * 10 ms, doubled with each further one, or those that have conflicted once would do so again. The last retry begins
 * within 6 s: a transaction may itself have waited for a lock each time.
 */
public final class ConflictRetry {

    /** The number of times that a transaction is run. */
    static final int ATTEMPTS = 8;

    private static final long FIRST_PAUSE_MILLIS = 10;

    /** After which nothing is retried. */
    private static final long LIMIT_NANOS = TimeUnit.SECONDS.toNanos(5);

    private ConflictRetry() {}

    /**
     * A transaction, which is carried out entirely or not at all.
     *
     * @param <T> the type of its result
     * @param <E> what it throws besides unchecked exceptions
     */
    @FunctionalInterface
    public interface Transaction<T, E extends Exception> {

        /** Runs the transaction once. */
        T run() throws E;
    }

    /**
     * Runs the transaction, retrying it after a conflict, and returns its result. Must be called outside of
     * any transaction, since one that has met a conflict cannot be continued.
     *
     * @throws E or an unchecked exception, if the transaction fails with anything but a conflict, conflicts until
     *     no attempt is left, or conflicts in an interrupted thread
     */
    public static <T, E extends Exception> T call(Transaction<T, E> transaction) throws E {
        return call(transaction, DatabaseFault::isConflict);
    }

    /**
     * Runs the transaction, retrying it only after a deadlock: other conflicts, such as a concurrent change
     * or a duplicate, are left to the caller.
     *
     * @throws E or an unchecked exception, if the transaction fails with anything but a deadlock, deadlocks
     *     until no attempt is left, or deadlocks in an interrupted thread
     */
    public static <T, E extends Exception> T callAfterDeadlock(Transaction<T, E> transaction) throws E {
        return call(transaction, DatabaseFault::isDeadlock);
    }

    private static <T, E extends Exception> T call(Transaction<T, E> transaction, Predicate<Throwable> repeats)
            throws E {
        long begun = System.nanoTime();
        for (int attempt = 1; ; attempt++) {
            try {
                return transaction.run();
            } catch (Exception failure) {
                boolean spent = attempt == ATTEMPTS || System.nanoTime() - begun > LIMIT_NANOS;
                if (spent || !repeats.test(failure) || !pause(attempt)) {
                    throw failure;
                }
            }
        }
    }

    /** Returns whether the time has passed, rather than the thread been interrupted. */
    private static boolean pause(int attempt) {
        long millis = FIRST_PAUSE_MILLIS << (attempt - 1);
        try {
            TimeUnit.MICROSECONDS.sleep(ThreadLocalRandom.current().nextLong(TimeUnit.MILLISECONDS.toMicros(millis)));
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
