package io.latchkey.database;

import jakarta.persistence.OptimisticLockException;
import jakarta.transaction.RollbackException;
import jakarta.transaction.SystemException;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.util.Arrays;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import javax.transaction.xa.XAException;

/** Tells an unavailable database, and conflicts such as a duplicate row, from faults of the product. */
public final class DatabaseFault {

    /** The number of causes to follow; a longer chain is assumed to be a cycle. */
    private static final int MAX_DEPTH = 20;

    /** Unique violation: the code of SQL's class 23 that both databases use. */
    private static final String DUPLICATE = "23505";

    /**
     * Unique key; foreign key, one code per database; H2's lock timeout. Deadlocks are conflicts as well.
     */
    private static final Set<String> CONFLICTS = Set.of(DUPLICATE, "23503", "23506", "HYT00");

    /** Serialisation failure, which H2 also reports for a deadlock, and PostgreSQL's deadlock. */
    private static final Set<String> ROLLED_BACK = Set.of("40001", "40P01");

    /**
     * PostgreSQL's codes for an exceeded session limit: on a statement, on waiting for a lock, on being idle
     * in a transaction.
     */
    private static final Set<String> TIME_IS_UP = Set.of("57014", "55P03", "25P03");

    /** H2's codes for a general error and for two kinds of file errors. */
    private static final Set<String> FILE_FAULTS = Set.of("HY000", "90028", "90031");

    private DatabaseFault() {}

    /**
     * Returns whether the error or one of its causes says that the database cannot be reached or cannot write
     * at present, or that the request lost a deadlock or waited too long: the caller may try again later, and
     * nothing was done for its request, except where {@link #isInDoubt}.
     */
    public static boolean isUnavailable(Throwable error) {
        return causes(error).anyMatch(sql -> isConnectionFault(sql) || isFileFault(sql))
                || isDeadlock(error)
                || hasState(error, TIME_IS_UP)
                || chain(error).anyMatch(DatabaseFault::isCommitFault);
    }

    /**
     * Returns whether the error occurred while a transaction was being committed, so that its changes may or
     * may not have taken effect.
     */
    public static boolean isInDoubt(Throwable error) {
        return chain(error)
                .anyMatch(cause -> cause instanceof SystemException
                        || cause instanceof RollbackException
                        || cause instanceof XAException);
    }

    /** Returns what the database reported, as far as that has been preserved; for the log. */
    public static String reason(Throwable error) {
        return chain(error).reduce((outer, inner) -> inner).orElse(error).toString();
    }

    /**
     * Logs what an error has made fail: in one line, as a warning, if the database is unavailable, and otherwise
     * as an error with its stack trace.
     *
     * @param failed what has failed, without a full stop
     */
    public static void log(Logger log, String failed, Throwable error) {
        if (isUnavailable(error)) {
            log.log(Level.WARNING, "{0}: {1}", failed, reason(error));
        } else {
            log.log(Level.ERROR, failed, error);
        }
    }

    /** H2 has no code of its own for a disk that is full or broken: it reports a general error. */
    private static boolean isFileFault(SQLException error) {
        return FILE_FAULTS.contains(String.valueOf(error.getSQLState()))
                && chain(error).anyMatch(IOException.class::isInstance);
    }

    /**
     * Of the database's error at commit, Payara preserves only the message, without a code of its own, and
     * Open Liberty nothing. A fault of the product has a cause.
     */
    private static boolean isCommitFault(Throwable error) {
        if (error instanceof RollbackException) {
            return error.getCause() == null && error.getSuppressed().length == 0;
        }
        return error instanceof SystemException
                && chain(error).skip(1).allMatch(cause -> cause instanceof XAException xa && isOfTheResource(xa));
    }

    private static boolean isOfTheResource(XAException error) {
        return error.errorCode == 0
                || error.errorCode == XAException.XAER_RMERR
                || error.errorCode == XAException.XAER_RMFAIL;
    }

    /**
     * Returns whether a unique constraint refused a row because another request has meanwhile stored an equal
     * one.
     */
    public static boolean isDuplicate(Throwable error) {
        return hasState(error, Set.of(DUPLICATE));
    }

    /** Returns whether the database rolled back a transaction because of a deadlock. */
    public static boolean isDeadlock(Throwable error) {
        return hasState(error, ROLLED_BACK);
    }

    /**
     * Returns whether the entity to be stored has a newer version by now, since someone else has changed it.
     */
    public static boolean isChangedMeanwhile(Throwable error) {
        return chain(error).anyMatch(OptimisticLockException.class::isInstance);
    }

    /** Returns whether the error is a conflict with another transaction, so that a retry may succeed. */
    public static boolean isConflict(Throwable error) {
        return isChangedMeanwhile(error) || isDeadlock(error) || hasState(error, CONFLICTS);
    }

    private static boolean hasState(Throwable error, Set<String> states) {
        return causes(error)
                .map(SQLException::getSQLState)
                .filter(Objects::nonNull)
                .anyMatch(states::contains);
    }

    private static Stream<SQLException> causes(Throwable error) {
        return chain(error).filter(SQLException.class::isInstance).map(SQLException.class::cast);
    }

    private static Stream<Throwable> chain(Throwable error) {
        return causedBy(error).flatMap(cause -> Stream.concat(Stream.of(cause), besideRollback(cause)));
    }

    /** Some transaction managers give the reason for a rollback only as a suppressed exception. */
    private static Stream<Throwable> besideRollback(Throwable error) {
        return error instanceof RollbackException
                ? Arrays.stream(error.getSuppressed()).flatMap(DatabaseFault::causedBy)
                : Stream.empty();
    }

    private static Stream<Throwable> causedBy(Throwable error) {
        return Stream.iterate(error, Objects::nonNull, Throwable::getCause).limit(MAX_DEPTH);
    }

    private static boolean isConnectionFault(SQLException error) {
        if (error instanceof SQLNonTransientConnectionException
                || error instanceof SQLTransientException
                || error instanceof SQLRecoverableException) {
            return true;
        }
        String state = error.getSQLState();
        // No state: the container's pool could not provide a connection. 08: connection. 53: insufficient
        // resources. 57P: shut down by its operator. 90: H2's own class; these codes say that the file is
        // closed or unavailable.
        return state == null
                || state.startsWith("08")
                || state.startsWith("53")
                || state.startsWith("57P")
                || state.equals("90098")
                || state.equals("90121")
                || state.equals("90020");
    }
}
