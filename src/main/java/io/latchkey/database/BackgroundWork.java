package io.latchkey.database;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.SQLException;

/**
 * Runs work that nobody waits for, such as that of a timer. Whatever it fails with is logged and left to the
 * next run; nothing is thrown.
 */
public final class BackgroundWork {

    private BackgroundWork() {}

    /** The work to do. */
    @FunctionalInterface
    public interface Work {

        /** Does the work. */
        void run() throws SQLException;
    }

    /**
     * Runs the work and returns whether it succeeded. A failure of the database is logged as a warning, be it
     * the cause of another exception, and anything else, even an {@link Error}, with its stack trace.
     *
     * @param failed for the log: what was not done and when it will be, without a full stop
     */
    public static boolean attempt(Logger log, String failed, Work work) {
        try {
            work.run();
            return true;
        } catch (SQLException e) {
            log.log(Level.WARNING, "{0}: {1}", failed, e.toString());
        } catch (RuntimeException | Error e) {
            DatabaseFault.log(log, failed, e);
        }
        return false;
    }
}
