package io.latchkey.usage;

import io.latchkey.database.Batches;
import io.latchkey.database.IndependentParts;
import io.latchkey.database.JdbcTransaction;
import io.latchkey.database.SqlInstant;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import javax.sql.DataSource;

/** Writes last uses in batches, each in its own transaction. */
@Singleton
public class LastUseStore {

    private static final int BATCH = 1000;

    // Neither moves backwards: nodes flush in any order, and a re-enabling may be later than the use. Each moves by
    // itself: after a clock was ahead, the one may be in the future, and the other must still count the uses.
    private static final String SAVE =
            "UPDATE api_key SET last_used_at = CASE WHEN last_used_at >= ? THEN last_used_at ELSE ? END,"
                    + " idle_since = CASE WHEN idle_since < ? THEN ? ELSE idle_since END"
                    + " WHERE id = ? AND (last_used_at IS NULL OR last_used_at < ? OR idle_since < ?)";

    private static final String SAVE_OF_SECRET = "UPDATE api_key_secret SET last_used_at = ?"
            + " WHERE id = ? AND (last_used_at IS NULL OR last_used_at < ?)";

    private final DataSource dataSource;

    @Inject
    public LastUseStore(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /**
     * Moves each key's last use forward to the given one.
     *
     * @param written called with each batch after its commit
     * @throws SQLException if the database fails, or a batch, such as one with a row that stays locked; the others are
     *     written
     */
    public void save(Map<Long, Instant> lastUses, Consumer<List<Map.Entry<Long, Instant>>> written)
            throws SQLException {
        save(SAVE, lastUses, LastUseStore::bind, written);
    }

    /**
     * Does the same for the secrets of keys.
     *
     * @throws SQLException if the database fails, or a batch, such as one with a row that stays locked; the others are
     *     written
     */
    public void saveOfSecrets(Map<Long, Instant> lastUses, Consumer<List<Map.Entry<Long, Instant>>> written)
            throws SQLException {
        save(SAVE_OF_SECRET, lastUses, LastUseStore::bindOfSecret, written);
    }

    private static void bindOfSecret(PreparedStatement update, long id, OffsetDateTime at) throws SQLException {
        update.setObject(1, at);
        update.setLong(2, id);
        update.setObject(3, at);
    }

    private static void bind(PreparedStatement update, long id, OffsetDateTime at) throws SQLException {
        for (int i = 1; i <= 4; i++) {
            update.setObject(i, at);
        }
        update.setLong(5, id);
        update.setObject(6, at);
        update.setObject(7, at);
    }

    private void save(
            String sql,
            Map<Long, Instant> lastUses,
            Parameters parameters,
            Consumer<List<Map.Entry<Long, Instant>>> written)
            throws SQLException {
        // Ordered by id, so that two nodes that flush the same keys cannot deadlock.
        List<Map.Entry<Long, Instant>> sorted =
                lastUses.entrySet().stream().sorted(Map.Entry.comparingByKey()).toList();
        try (Connection connection = dataSource.getConnection()) {
            IndependentParts batches = new IndependentParts();
            for (List<Map.Entry<Long, Instant>> batch : Batches.of(sorted, BATCH)) {
                batches.run(() -> {
                    JdbcTransaction.run(connection, same -> saveBatch(same, sql, parameters, batch));
                    written.accept(batch);
                });
            }
            batches.finish();
        }
    }

    private static void saveBatch(
            Connection connection, String sql, Parameters parameters, List<Map.Entry<Long, Instant>> uses)
            throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            for (Map.Entry<Long, Instant> use : uses) {
                parameters.bind(update, use.getKey(), SqlInstant.of(use.getValue()));
                update.addBatch();
            }
            update.executeBatch();
        }
    }

    private interface Parameters {
        void bind(PreparedStatement update, long id, OffsetDateTime at) throws SQLException;
    }
}
