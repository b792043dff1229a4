package io.latchkey.database;

import java.sql.SQLException;

/** Tells that another request was first from every other fault. */
public final class DuplicateKey {

    /** The SQL standard's class 23 (integrity constraint violation), as H2 and PostgreSQL refine it. */
    private static final String UNIQUE_VIOLATION = "23505";

    private DuplicateKey() {}

    /** Whether the error, or one that caused it, says that a unique constraint would have been broken. */
    public static boolean causedBy(Throwable error) {
        int depth = 0;
        for (Throwable cause = error; cause != null && depth < 20; cause = cause.getCause(), depth++) {
            if (cause instanceof SQLException sql && UNIQUE_VIOLATION.equals(sql.getSQLState())) {
                return true;
            }
        }
        return false;
    }
}
