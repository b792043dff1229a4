package io.latchkey.database;

import java.lang.System.Logger;
import java.sql.SQLException;

/**
 * Runs work that nobody waits for, such as that of a timer. Whatever it fails with is logged and left to the
 * next run; nothing is thrown.
 */
public final class BackgroundWork {

    private BackgroundWork() {}

    /**
     * Returns whether the error concerns the whole process, such as too little memory. Any other error, such as a
     * missing class or an endless recursion, concerns only this task; others may go on.
     */
    public static boolean isOfProcess(Error error) {
        return error instanceof VirtualMachineError && !(error instanceof StackOverflowError);
    }

    /** The work to do. */
    @FunctionalInterface
    public interface Work {

        /** Does the work. */
        void run() throws SQLException;
    }

    /**
     * Runs the work and returns whether it succeeded. Whatever it fails with, even an {@link Error}, is logged by
     * {@link DatabaseFault#log}, if that is possible.
     *
     * @param failed for the log: what was not done and when it will be, without a full stop
     */
    public static boolean attempt(Logger log, String failed, Work work) {
        try {
            work.run();
            return true;
        } catch (SQLException | RuntimeException | Error e) {
            logIfPossible(() -> DatabaseFault.log(log, failed, e));
        }
        return false;
    }

    /**
     * Logs a failure after which the thread is to go on, unless that fails as well, as it may when memory is short:
     * thrown from a catch block, it would end the thread or the timer for good.
     */
    public static void logIfPossible(Runnable logging) {
        try {
            logging.run();
        } catch (RuntimeException | Error lost) {
            // There is nobody left to tell.
        }
    }
}
