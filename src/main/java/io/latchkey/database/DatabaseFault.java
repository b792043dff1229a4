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
import org.h2.api.ErrorCode;

/** Tells an unavailable database, and conflicts such as a duplicate row, from faults of the product. */
public final class DatabaseFault {

    /** The number of causes to follow; a longer chain is assumed to be a cycle. */
    private static final int MAX_DEPTH = 20;

    // SQL states of both databases. The names are those of PostgreSQL (its manual, appendix A).

    private static final String UNIQUE_VIOLATION = "23505";
    private static final String FOREIGN_KEY_VIOLATION = "23503";

    /** Of the standard; reported by neither, but by {@link #inDoubt}. */
    private static final String TRANSACTION_RESOLUTION_UNKNOWN = "08007";

    /** H2 also reports it for a deadlock. */
    private static final String SERIALIZATION_FAILURE = "40001";

    // SQL states of PostgreSQL alone (the same appendix). A class is what its states begin with.

    private static final String DEADLOCK_DETECTED = "40P01";
    private static final String QUERY_CANCELED = "57014";
    private static final String LOCK_NOT_AVAILABLE = "55P03";
    private static final String IDLE_IN_TRANSACTION_SESSION_TIMEOUT = "25P03";

    /** No transaction here is read-only by itself: the whole server has been made so. */
    private static final String READ_ONLY_SQL_TRANSACTION = "25006";

    private static final String CLASS_INSUFFICIENT_RESOURCES = "53";

    /** The part of class 57, operator intervention, for a server that shuts down, has crashed or is starting. */
    private static final String SHUT_DOWN_BY_OPERATOR = "57P";

    // SQL states of H2 alone. Most are the error codes of org.h2.api.ErrorCode; getState() there lists the others.

    private static final String REFERENTIAL_INTEGRITY_VIOLATED_PARENT_MISSING =
            Integer.toString(ErrorCode.REFERENTIAL_INTEGRITY_VIOLATED_PARENT_MISSING_1);
    private static final String IO_EXCEPTION = Integer.toString(ErrorCode.IO_EXCEPTION_1);
    private static final String IO_EXCEPTION_IN_FILE = Integer.toString(ErrorCode.IO_EXCEPTION_2);
    private static final String DATABASE_ALREADY_OPEN = Integer.toString(ErrorCode.DATABASE_ALREADY_OPEN_1);
    private static final String DATABASE_IS_CLOSED = Integer.toString(ErrorCode.DATABASE_IS_CLOSED);
    private static final String DATABASE_CALLED_AT_SHUTDOWN = Integer.toString(ErrorCode.DATABASE_CALLED_AT_SHUTDOWN);

    /** Of {@link ErrorCode#GENERAL_ERROR_1}. */
    private static final String GENERAL_ERROR = "HY000";

    /** Of {@link ErrorCode#LOCK_TIMEOUT_1}. */
    private static final String LOCK_TIMEOUT = "HYT00";

    /** The class of the standard for connections that cannot be made or are lost. */
    private static final String CLASS_CONNECTION_EXCEPTION = "08";

    /** Of that class: to PostgreSQL's driver, among others, that a password is missing. */
    private static final String REJECTED_CONNECTION = "08004";

    /** PostgreSQL's, for a server that is starting, recovering or shutting down. */
    private static final String CANNOT_CONNECT_NOW = "57P03";

    /** Deadlocks are conflicts as well. */
    private static final Set<String> CONFLICTS = Set.of(
            UNIQUE_VIOLATION, FOREIGN_KEY_VIOLATION, REFERENTIAL_INTEGRITY_VIOLATED_PARENT_MISSING, LOCK_TIMEOUT);

    private static final Set<String> ROLLED_BACK = Set.of(SERIALIZATION_FAILURE, DEADLOCK_DETECTED);

    /** PostgreSQL's, for an exceeded limit of the session. */
    private static final Set<String> TIME_IS_UP =
            Set.of(QUERY_CANCELED, LOCK_NOT_AVAILABLE, IDLE_IN_TRANSACTION_SESSION_TIMEOUT);

    private static final Set<String> FILE_FAULTS = Set.of(GENERAL_ERROR, IO_EXCEPTION, IO_EXCEPTION_IN_FILE);

    /** H2's, for a file that is closed or that another process has open. */
    private static final Set<String> CLOSED =
            Set.of(DATABASE_IS_CLOSED, DATABASE_CALLED_AT_SHUTDOWN, DATABASE_ALREADY_OPEN);

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
                || hasState(error, Set.of(READ_ONLY_SQL_TRANSACTION))
                || chain(error).anyMatch(DatabaseFault::isCommitFault);
    }

    /**
     * Returns whether the database as a whole is unavailable, so that whatever else is to be done would fail as well;
     * not if only another transaction was in the way.
     */
    static boolean isAway(Throwable error) {
        return isUnavailable(error) && !isLocked(error);
    }

    /**
     * Returns whether whoever tries to connect to PostgreSQL may only have come too early: nothing answers, no primary
     * does, or the server is starting; not if it refuses the user, the password or the database.
     */
    static boolean isUnreachable(SQLException error) {
        String state = String.valueOf(error.getSQLState());
        return state.equals(CANNOT_CONNECT_NOW)
                || state.startsWith(CLASS_CONNECTION_EXCEPTION) && !state.equals(REJECTED_CONNECTION);
    }

    /** Returns whether another transaction had locked what was needed, until the limit or for ever. */
    static boolean isLocked(Throwable error) {
        return isDeadlock(error) || hasState(error, Set.of(LOCK_TIMEOUT, LOCK_NOT_AVAILABLE));
    }

    /**
     * Returns an error to throw because the database has become unavailable when the request had, or may have, taken
     * effect already, in whole or in part.
     */
    public static SQLException inDoubt(Throwable unavailable) {
        return new SQLException(unavailable.getMessage(), TRANSACTION_RESOLUTION_UNKNOWN, unavailable);
    }

    /**
     * Returns whether the request may have taken effect: the error occurred while a transaction was being committed, or
     * is {@link #inDoubt}.
     */
    public static boolean isInDoubt(Throwable error) {
        return hasState(error, Set.of(TRANSACTION_RESOLUTION_UNKNOWN))
                || chain(error)
                        .anyMatch(cause -> cause instanceof SystemException
                                || cause instanceof RollbackException
                                || cause instanceof XAException);
    }

    /** Returns what the database reported, as far as that has been preserved; for the log. */
    public static String reason(Throwable error) {
        return chain(error).reduce((outer, inner) -> inner).orElse(error).toString();
    }

    /**
     * Logs what an error has made fail: in one line, as a warning, if the database is unavailable or another
     * transaction was in the way, and otherwise as an error with its stack trace.
     *
     * @param failed what has failed, without a full stop
     */
    public static void log(Logger log, String failed, Throwable error) {
        if (isUnavailable(error) || isChangedMeanwhile(error) || hasState(error, Set.of(LOCK_TIMEOUT))) {
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
        return hasState(error, Set.of(UNIQUE_VIOLATION));
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
        // No state: the container's pool could not provide a connection.
        return state == null
                || state.startsWith(CLASS_CONNECTION_EXCEPTION)
                || state.startsWith(CLASS_INSUFFICIENT_RESOURCES)
                || state.startsWith(SHUT_DOWN_BY_OPERATOR)
                || CLOSED.contains(state);
    }
}
