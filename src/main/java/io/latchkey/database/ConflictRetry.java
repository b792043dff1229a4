package io.latchkey.database;

import jakarta.persistence.OptimisticLockException;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Repeats a transaction that another one has got in the way of. */
public final class ConflictRetry {

    private static final int ATTEMPTS = 5;

    /** SQL states: 23505 unique key; 23503, 23506 foreign key; 40001, 40P01 deadlock; HYT00 lock not got in time. */
    private static final Set<String> CONFLICTS = Set.of("23505", "23503", "23506", "40001", "40P01", "HYT00");

    private ConflictRetry() {}

    /**
     * The transaction's result. Call it outside of any transaction: one that has met a conflict is spent.
     *
     * @throws RuntimeException what the transaction throws that is no conflict, or is one time and again
     */
    public static <T> T call(Supplier<T> transaction) {
        for (int attempt = 1; attempt < ATTEMPTS; attempt++) {
            Optional<T> result = attempt(transaction);
            if (result.isPresent()) {
                return result.get();
            }
        }
        return transaction.get();
    }

    private static <T> Optional<T> attempt(Supplier<T> transaction) {
        try {
            return Optional.of(transaction.get());
        } catch (RuntimeException failure) {
            if (!isConflict(failure)) {
                throw failure;
            }
            return Optional.empty();
        }
    }

    /** Whether the error, or one that caused it, says that the same transaction may succeed when it is repeated. */
    public static boolean isConflict(Throwable error) {
        int depth = 0;
        for (Throwable cause = error; cause != null && depth < 20; cause = cause.getCause(), depth++) {
            if (cause instanceof OptimisticLockException
                    || (cause instanceof SQLException sql
                            && sql.getSQLState() != null
                            && CONFLICTS.contains(sql.getSQLState()))) {
                return true;
            }
        }
        return false;
    }
}
