package io.latchkey.database;

import jakarta.persistence.OptimisticLockException;
import jakarta.transaction.RollbackException;
import jakarta.transaction.SystemException;
import java.io.IOException;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.util.Arrays;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import javax.transaction.xa.XAException;

/** Tells a database that is away, and a row that is there already, from a fault of ours. */
public final class DatabaseFault {

    /** Causes; a chain that is longer is a circle. */
    private static final int MAX_DEPTH = 20;

    /** The unique constraints' code in the SQL standard's class 23, in both databases. */
    private static final String DUPLICATE = "23505";

    /** Unique key; foreign key, as either database says it; H2's lock not got in time. Beside them a deadlock. */
    private static final Set<String> CONFLICTS = Set.of(DUPLICATE, "23503", "23506", "HYT00");

    /** Serialisation, as H2 says deadlock too, and PostgreSQL's deadlock. */
    private static final Set<String> ROLLED_BACK = Set.of("40001", "40P01");

    /**
     * PostgreSQL's, when a limit that the session has been given is over: of a statement, of waiting for a lock, of a transaction
     * in which nothing is done.
     */
    private static final Set<String> TIME_IS_UP = Set.of("57014", "55P03", "25P03");

    /** H2's: a general error, and two of its files. */
    private static final Set<String> FILE_FAULTS = Set.of("HY000", "90028", "90031");

    private DatabaseFault() {}

    /**
     * Whether the error, or one that caused it, says that the database cannot be reached now, or cannot write, or had
     * this wait for what waited for it, or for too long: a caller may try again later, and nothing was done for its request,
     * unless that {@link #isInDoubt}.
     */
    public static boolean isUnavailable(Throwable error) {
        return causes(error).anyMatch(sql -> isConnectionFault(sql) || isFileFault(sql))
                || isDeadlock(error)
                || hasState(error, TIME_IS_UP)
                || chain(error).anyMatch(DatabaseFault::isCommitFault);
    }

    /** Whether it came about while a transaction was committed, so that this may have been done or not. */
    public static boolean isInDoubt(Throwable error) {
        return chain(error)
                .anyMatch(cause -> cause instanceof SystemException
                        || cause instanceof RollbackException
                        || cause instanceof XAException);
    }

    /** What the database said, as far as anybody has kept it; for the log. */
    public static String reason(Throwable error) {
        return chain(error).reduce((outer, inner) -> inner).orElse(error).toString();
    }

    /** The embedded database has no code of its own for a disk that is full or broken: what it says is a general error. */
    private static boolean isFileFault(SQLException error) {
        return FILE_FAULTS.contains(String.valueOf(error.getSQLState()))
                && chain(error).anyMatch(IOException.class::isInstance);
    }

    /**
     * Payara keeps of what the database said at the commit no more than the words, with no code of its own, and Open Liberty
     * nothing. A fault of ours has a cause.
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

    /** Whether a unique constraint refused a row: another request has stored its like in the meantime. */
    public static boolean isDuplicate(Throwable error) {
        return hasState(error, Set.of(DUPLICATE));
    }

    /** Whether the database has rolled a transaction back because it and another one waited for each other. */
    public static boolean isDeadlock(Throwable error) {
        return hasState(error, ROLLED_BACK);
    }

    /** Whether what was to be stored has another version by now: somebody else has changed it. */
    public static boolean isChangedMeanwhile(Throwable error) {
        return chain(error).anyMatch(OptimisticLockException.class::isInstance);
    }

    /** Whether another transaction got in the way, so that the same one may succeed when it is repeated. */
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

    /** A transaction manager may say only beside it why a transaction was rolled back. */
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
        // No state: the container's pool could not give a connection. 08: connection. 53: no resources. 57P: shut
        // down by its operator. 90: H2's own class, of which these say that the file is closed or cannot be had.
        return state == null
                || state.startsWith("08")
                || state.startsWith("53")
                || state.startsWith("57P")
                || state.equals("90098")
                || state.equals("90121")
                || state.equals("90020");
    }
}
