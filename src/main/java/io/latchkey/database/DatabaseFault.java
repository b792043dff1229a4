package io.latchkey.database;

import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;

/** Tells a database that is away from a fault of ours. */
public final class DatabaseFault {

    private DatabaseFault() {}

    /**
     * Whether the error, or one that caused it, says that the database cannot be reached now: a caller may try again
     * later, and nothing was decided about its request.
     */
    public static boolean isUnavailable(Throwable error) {
        int depth = 0;
        for (Throwable cause = error; cause != null && depth < 20; cause = cause.getCause(), depth++) {
            if (cause instanceof SQLException sql && isConnectionFault(sql)) {
                return true;
            }
        }
        return false;
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
