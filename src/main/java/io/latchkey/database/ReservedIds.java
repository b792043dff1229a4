package io.latchkey.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Queue;

/** Ids for rows that are inserted without Jakarta Persistence, from a sequence that it uses too. */
public final class ReservedIds {

    /** Each value of a sequence is the end of a block of this many ids. */
    private static final int IDS_OF_A_VALUE = 50;

    private ReservedIds() {}

    /**
     * Returns at least as many new ids as wanted, in ascending order.
     *
     * @param sequence its name, of this product
     * @throws SQLException if the database fails
     */
    public static Queue<Long> of(Connection connection, String sequence, int wanted) throws SQLException {
        Queue<Long> ids = new ArrayDeque<>();
        if (wanted < 1) {
            return ids;
        }
        int values = (wanted + IDS_OF_A_VALUE - 1) / IDS_OF_A_VALUE;
        // Each row takes a value. All at once: the caller may hold a lock for which others wait.
        String rows = "(0)" + ", (0)".repeat(values - 1);
        try (PreparedStatement next = connection.prepareStatement(
                        "SELECT nextval('" + sequence + "') FROM (VALUES " + rows + ") wanted");
                ResultSet value = next.executeQuery()) {
            while (value.next()) {
                long end = value.getLong(1);
                for (long id = end - IDS_OF_A_VALUE + 1; id <= end; id++) {
                    ids.add(id);
                }
            }
        }
        return ids;
    }
}
