package io.latchkey.cluster;

import java.sql.SQLException;

/** A node's turn at a task that is done by one node at a time. */
@FunctionalInterface
public interface Turn {

    /**
     * Returns whether it is still this node's turn. Must be called before each part of the work, and the
     * parts must be small; if the turn is over, the work is abandoned, and another node continues it.
     *
     * @throws SQLException if the database cannot tell; the turn then counts as over
     */
    boolean lasts() throws SQLException;
}
