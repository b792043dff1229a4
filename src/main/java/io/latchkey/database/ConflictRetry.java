package io.latchkey.database;

import java.util.function.Predicate;

/** Retries transactions that conflicted with another transaction. */
public final class ConflictRetry {

    private static final int ATTEMPTS = 5;

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
     * @throws E or an unchecked exception, if the transaction fails with anything but a conflict, or
     *     conflicts on every attempt
     */
    public static <T, E extends Exception> T call(Transaction<T, E> transaction) throws E {
        return call(transaction, DatabaseFault::isConflict);
    }

    /**
     * Runs the transaction, retrying it only after a deadlock: other conflicts, such as a concurrent change
     * or a duplicate, are left to the caller.
     *
     * @throws E or an unchecked exception, if the transaction fails with anything but a deadlock, or
     *     deadlocks on every attempt
     */
    public static <T, E extends Exception> T callAfterDeadlock(Transaction<T, E> transaction) throws E {
        return call(transaction, DatabaseFault::isDeadlock);
    }

    private static <T, E extends Exception> T call(Transaction<T, E> transaction, Predicate<Throwable> repeats)
            throws E {
        for (int attempt = 1; ; attempt++) {
            try {
                return transaction.run();
            } catch (Exception failure) {
                if (attempt == ATTEMPTS || !repeats.test(failure)) {
                    throw failure;
                }
            }
        }
    }
}
