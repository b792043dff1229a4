package io.latchkey.cluster;

import java.sql.SQLException;

/** A node's turn at a task that one node at a time does. */
@FunctionalInterface
public interface Turn {

    /**
     * Whether it still is this node's turn. To be asked before each part of the work, which must be small; when it is not, the
     * work is broken off, and another node goes on with it.
     *
     * @throws SQLException when the database cannot say so: then it counts as over
     */
    boolean lasts() throws SQLException;
}
