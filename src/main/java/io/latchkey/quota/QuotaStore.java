package io.latchkey.quota;

import io.latchkey.database.DatabaseFault;
import io.latchkey.database.JdbcTransaction;
import io.latchkey.database.SqlInstant;
import io.latchkey.database.SqlValues;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * The quota counts shared by all nodes. Each change is a separate transaction, and must be called outside of
 * any.
 */
@Singleton
public class QuotaStore {

    /** In requests: as many as may be lost when the process is killed, and enough to be worth a statement. */
    private static final int MAX_BLOCK = 100;

    /**
     * The fraction of the free requests that a block may have at most, so that near the end no node hoards
     * what another needs.
     */
    private static final int SHARE = 20;

    private static final String TAKE = "UPDATE api_key_quota SET used = used + ?"
            + " WHERE key_id = ? AND period = ? AND starts_at = ? AND used + ? <= ?";

    private static final String BEGIN_AGAIN =
            "UPDATE api_key_quota SET starts_at = ?, used = 0" + " WHERE key_id = ? AND period = ? AND starts_at < ?";

    // A key without a row has been deleted, or has never used its quota.
    private static final String BEGIN = "INSERT INTO api_key_quota (key_id, period, organisation_id, starts_at, used)"
            + " SELECT id, ?, organisation_id, ?, 0 FROM api_key k WHERE id = ?"
            + " AND NOT EXISTS (SELECT 1 FROM api_key_quota q WHERE q.key_id = k.id AND q.period = ?)";

    private static final String COUNT = "SELECT key_id, period, starts_at, used FROM api_key_quota WHERE key_id IN (";

    // After the end of its period a count starts over, and there is nothing to give back to. Nor is there after a
    // failover to a database that does not have the reservation.
    private static final String GIVE_BACK =
            "UPDATE api_key_quota SET used = CASE WHEN used < ? THEN 0 ELSE used - ? END"
                    + " WHERE key_id = ? AND period = ? AND starts_at = ?";

    private final DataSource dataSource;

    @Inject
    public QuotaStore(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /**
     * Reserves the next block of the key's quota; the block is empty, with nothing behind it, if the quota is
     * used up.
     */
    QuotaBlock take(long keyId, Quota quota, Instant now) throws SQLException {
        Instant start = quota.period().start(now);
        try (Connection connection = dataSource.getConnection()) {
            while (true) {
                Optional<QuotaCount> count = begun(connection, keyId, quota.period(), start);
                if (count.isEmpty()) {
                    return new QuotaBlock(quota, start, 0, 0);
                }
                // A node with a fast clock has begun the next period for all.
                Instant counted = count.get().start();
                long free = count.get().free(quota, now);
                long size = Math.min(free, Math.max(1, Math.min(MAX_BLOCK, free / SHARE)));
                if (size == 0 || take(connection, keyId, quota, counted, size)) {
                    return new QuotaBlock(quota, counted, size, free - size);
                }
            }
        }
    }

    /** Returns what is left of the key's quota as an empty block, without reserving anything. */
    QuotaBlock look(long keyId, Quota quota, Instant now) throws SQLException {
        Instant start = quota.period().start(now);
        try (Connection connection = dataSource.getConnection()) {
            Optional<QuotaCount> count = count(connection, keyId, quota.period());
            return new QuotaBlock(
                    quota,
                    count.map(QuotaCount::start).filter(start::isBefore).orElse(start),
                    0,
                    count.map(used -> used.free(quota, now)).orElse(quota.requests()));
        }
    }

    /**
     * Returns the count of the period, beginning it if no node has done so; empty if the key has been
     * deleted.
     */
    private static Optional<QuotaCount> begun(Connection connection, long keyId, QuotaPeriod period, Instant start)
            throws SQLException {
        Optional<QuotaCount> count = count(connection, keyId, period);
        if (count.isPresent() && !count.get().start().isBefore(start)) {
            return count;
        }
        begin(connection, keyId, period, start);
        return count(connection, keyId, period);
    }

    private static Optional<QuotaCount> count(Connection connection, long keyId, QuotaPeriod period)
            throws SQLException {
        return counts(connection, List.of(keyId)).stream()
                .filter(count -> count.period() == period)
                .findFirst();
    }

    private static boolean take(Connection connection, long keyId, Quota quota, Instant start, long size)
            throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(TAKE)) {
            update.setLong(1, size);
            update.setLong(2, keyId);
            update.setString(3, quota.period().name());
            update.setObject(4, SqlInstant.of(start));
            update.setLong(5, size);
            update.setLong(6, quota.requests());
            return update.executeUpdate() > 0;
        }
    }

    /** Begins the period's count, unless another node does so first. */
    private static void begin(Connection connection, long keyId, QuotaPeriod period, Instant start)
            throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(BEGIN_AGAIN)) {
            update.setObject(1, SqlInstant.of(start));
            update.setLong(2, keyId);
            update.setString(3, period.name());
            update.setObject(4, SqlInstant.of(start));
            update.executeUpdate();
        }
        try (PreparedStatement insert = connection.prepareStatement(BEGIN)) {
            insert.setString(1, period.name());
            insert.setObject(2, SqlInstant.of(start));
            insert.setLong(3, keyId);
            insert.setString(4, period.name());
            insert.executeUpdate();
        } catch (SQLException e) {
            if (!DatabaseFault.isConflict(e)) {
                throw e;
            }
        }
    }

    /** Returns the counts of these keys. */
    List<QuotaCount> counts(Collection<Long> keyIds) throws SQLException {
        if (keyIds.isEmpty()) {
            return List.of();
        }
        try (Connection connection = dataSource.getConnection()) {
            return counts(connection, keyIds);
        }
    }

    private static List<QuotaCount> counts(Connection connection, Collection<Long> keyIds) throws SQLException {
        List<QuotaCount> counts = new ArrayList<>();
        try (PreparedStatement select =
                connection.prepareStatement(COUNT + SqlValues.placeholders(keyIds.size()) + ")")) {
            SqlValues.bind(select, keyIds);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    counts.add(new QuotaCount(
                            rows.getLong(1),
                            QuotaPeriod.valueOf(rows.getString(2)),
                            SqlInstant.in(rows, 3),
                            rows.getLong(4)));
                }
            }
        }
        return counts;
    }

    /** Gives back unused requests, all or none, in the given order. */
    void giveBack(List<UnusedRequests> unused) throws SQLException {
        JdbcTransaction.run(dataSource, connection -> {
            try (PreparedStatement update = connection.prepareStatement(GIVE_BACK)) {
                for (UnusedRequests block : unused) {
                    update.setLong(1, block.requests());
                    update.setLong(2, block.requests());
                    update.setLong(3, block.keyId());
                    update.setString(4, block.period().name());
                    update.setObject(5, SqlInstant.of(block.start()));
                    update.addBatch();
                }
                update.executeBatch();
            }
        });
    }
}
