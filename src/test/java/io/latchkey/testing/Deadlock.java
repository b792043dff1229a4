package io.latchkey.testing;

import java.sql.SQLException;

/**
 * Deadlocks that a test makes on purpose. PostgreSQL looks for one once, a second after a transaction has begun to wait: on a
 * busy machine, the test's own transaction may come too late for that, and is then the one to be ended.
 */
public final class Deadlock {

    private static final int ATTEMPTS = 3;

    private Deadlock() {}

    /**
     * What leads to one, in a transaction of the test.
     *
     * @param <T> the type of its result
     */
    @FunctionalInterface
    public interface Attempt<T> {

        /** Makes one, anew each time. */
        T run() throws SQLException;
    }

    /**
     * Makes one; again, if the test's own transaction was ended.
     *
     * @throws SQLException if it was, each time
     */
    public static <T> T provoke(Attempt<T> attempt) throws SQLException {
        for (int i = 1; ; i++) {
            try {
                return attempt.run();
            } catch (SQLException late) {
                if (i == ATTEMPTS) {
                    throw late;
                }
            }
        }
    }
}
