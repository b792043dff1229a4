package io.latchkey.database;

import java.sql.SQLException;
import java.util.Optional;

/**
 * Runs parts of some work of which each may fail without the others, such as batches of rows, one of which may be
 * locked. Ends early where going on would only keep others waiting: once the database is unavailable, or when a second
 * part has found what it needs in use, for which each may wait until its limit.
 */
public final class IndependentParts {

    private static final int MAX_WAITS = 2;

    private Optional<SQLException> failure = Optional.empty();
    private int waits;
    private boolean away;

    /** A part of the work. */
    @FunctionalInterface
    public interface Part {

        /** Does the part. */
        void run() throws SQLException;
    }

    /** Runs the part, unless the work has ended early; {@link #finish} tells what it fails with. */
    public void run(Part part) {
        if (away || waits == MAX_WAITS) {
            return;
        }
        try {
            part.run();
        } catch (SQLException e) {
            away = DatabaseFault.isAway(e);
            if (DatabaseFault.isLocked(e)) {
                waits++;
            }
            failure.ifPresentOrElse(first -> first.addSuppressed(e), () -> failure = Optional.of(e));
        }
    }

    /**
     * Ends the work.
     *
     * @throws SQLException the first failure of a part, with those of the other parts as suppressed exceptions
     */
    public void finish() throws SQLException {
        if (failure.isPresent()) {
            throw failure.get();
        }
    }
}
