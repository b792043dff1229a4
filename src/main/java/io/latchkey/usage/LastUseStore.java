package io.latchkey.usage;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/** Writes last uses in batches, each in a transaction of its own. */
@Singleton
public class LastUseStore {

    private static final int BATCH = 1000;

    // Never backwards: nodes flush in any order, and a re-enabling may be later than the use.
    private static final String SAVE = "UPDATE api_key SET last_used_at = ?,"
            + " idle_since = CASE WHEN idle_since < ? THEN ? ELSE idle_since END"
            + " WHERE id = ? AND (last_used_at IS NULL OR last_used_at < ?)";

    private final DataSource dataSource;

    @Inject
    public LastUseStore(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /**
     * Moves each key's last use forward to the given one.
     *
     * @throws SQLException when the database fails; the batches before are written then
     */
    public void save(Map<Long, Instant> lastUses) throws SQLException {
        // In the order of the ids, so that two nodes that flush the same keys do not lock each other out.
        List<Map.Entry<Long, Instant>> sorted =
                lastUses.entrySet().stream().sorted(Map.Entry.comparingByKey()).toList();
        try (Connection connection = dataSource.getConnection()) {
            for (int from = 0; from < sorted.size(); from += BATCH) {
                saveBatch(connection, sorted.subList(from, Math.min(from + BATCH, sorted.size())));
            }
        }
    }

    private static void saveBatch(Connection connection, List<Map.Entry<Long, Instant>> uses) throws SQLException {
        connection.setAutoCommit(false);
        try (PreparedStatement update = connection.prepareStatement(SAVE)) {
            for (Map.Entry<Long, Instant> use : uses) {
                Timestamp at = Timestamp.from(use.getValue());
                update.setTimestamp(1, at);
                update.setTimestamp(2, at);
                update.setTimestamp(3, at);
                update.setLong(4, use.getKey());
                update.setTimestamp(5, at);
                update.addBatch();
            }
            update.executeBatch();
            connection.commit();
        } catch (SQLException e) {
            connection.rollback();
            throw e;
        } finally {
            connection.setAutoCommit(true);
        }
    }
}
