package io.latchkey.database;

import java.util.function.Predicate;

/** Repeats a transaction that another one has got in the way of. */
public final class ConflictRetry {

    private static final int ATTEMPTS = 5;

    private ConflictRetry() {}

    /**
     * A transaction: all of it happens, or nothing.
     *
     * @param <T> its result
     * @param <E> what it throws beside unchecked exceptions
     */
    @FunctionalInterface
    public interface Transaction<T, E extends Exception> {

        /** Runs it once. */
        T run() throws E;
    }

    /**
     * The transaction's result. Call it outside of any transaction: one that has met a conflict is spent.
     *
     * @throws E or an unchecked exception, what the transaction throws that is no conflict, or is one time and again
     */
    public static <T, E extends Exception> T call(Transaction<T, E> transaction) throws E {
        return call(transaction, DatabaseFault::isConflict);
    }

    /**
     * The same only after a deadlock: that somebody else has changed or stored something is for the caller to know.
     *
     * @throws E as there
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
