package io.latchkey.cluster;

import java.sql.SQLException;

/** Work that is done by one node at a time, in parts. */
@FunctionalInterface
public interface Task {

    /**
     * Does all the work there is, as long as the turn lasts. A node whose turn is over may notice that late,
     * so it must be harmless if another node is working on the same part.
     *
     * @throws SQLException if the database fails; the next turn does the remaining work
     */
    void run(Turn turn) throws SQLException;
}
