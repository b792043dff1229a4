package io.latchkey.cluster;

import java.sql.SQLException;

/** Work that one node at a time does, in parts. */
@FunctionalInterface
public interface Task {

    /**
     * Does all there is to do, as long as the turn lasts. A node whose turn is over may notice that late: it must do no harm
     * that another is at the same part.
     *
     * @throws SQLException when the database fails; the next turn does what is left
     */
    void run(Turn turn) throws SQLException;
}
