package io.latchkey.key;

import io.latchkey.database.Batches;
import io.latchkey.database.ReservedIds;
import io.latchkey.database.SqlInstant;
import io.latchkey.quota.Quota;
import io.latchkey.quota.RateLimit;
import io.latchkey.right.CustomRight;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.persistence.PersistenceException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import javax.sql.DataSource;

/** Inserts many new keys, in batches. */
@Singleton
class BulkKeyStore {

    /** The number of rows or digests per statement. */
    static final int BATCH = 500;

    private final DataSource dataSource;
    private final KeyLabelIndex labels;

    @Inject
    BulkKeyStore(DataSource dataSource, KeyLabelIndex labels) {
        this.dataSource = dataSource;
        this.labels = labels;
    }

    /** A key and its secret, neither of which is stored yet. */
    record Row(ApiKey key, boolean disabled, KeySecret secret) {}

    /** Inserts the rows within the caller's transaction. */
    void insert(List<Row> rows) {
        // Joins the transaction: the container returns the connection on which the entities are written.
        try (Connection connection = dataSource.getConnection()) {
            Queue<Long> ids = ReservedIds.of(connection, "api_key_seq", 2 * rows.size());
            for (List<Row> some : Batches.of(rows, BATCH)) {
                insert(connection, some, ids);
            }
        } catch (SQLException e) {
            throw new PersistenceException("The keys could not be stored", e);
        }
    }

    private void insert(Connection connection, List<Row> rows, Queue<Long> ids) throws SQLException {
        Map<Long, ApiKey> inserted = new LinkedHashMap<>();
        try (PreparedStatement keys = connection.prepareStatement("INSERT INTO api_key (id, organisation_id, number,"
                        + " description, access_right, status, disabled_by, hint, created_by, created_at, idle_since,"
                        + " expires_at, networks, external_id, labels, rate_limit, quota_requests, quota_period,"
                        + " custom_right_id, version)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1)");
                PreparedStatement secrets = connection.prepareStatement("INSERT INTO api_key_secret (id,"
                        + " organisation_id, key_id, digest, sealed_key, master_key_version, created_at)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?)")) {
            for (Row row : rows) {
                long id = ids.remove();
                bind(keys, id, row);
                keys.addBatch();
                bind(secrets, ids.remove(), id, row);
                secrets.addBatch();
                inserted.put(id, row.key());
            }
            keys.executeBatch();
            secrets.executeBatch();
        }
        labels.insert(connection, inserted);
    }

    private static void bind(PreparedStatement insert, long id, Row row) throws SQLException {
        ApiKey key = row.key();
        insert.setLong(1, id);
        insert.setLong(2, key.organisationId());
        insert.setLong(3, key.number());
        insert.setString(4, key.description());
        insert.setString(5, key.accessRight().name());
        insert.setString(6, (row.disabled() ? KeyStatus.DISABLED : KeyStatus.ENABLED).name());
        insert.setString(7, row.disabled() ? DisabledBy.USER.name() : null);
        insert.setString(8, key.hint().orElse(null));
        insert.setLong(9, key.createdBy());
        insert.setObject(10, SqlInstant.of(key.createdAt()));
        insert.setObject(11, SqlInstant.of(key.idleSince()));
        insert.setObject(12, key.expiresAt().map(SqlInstant::of).orElse(null));
        insert.setString(13, key.allowedNetworks().text().orElse(null));
        insert.setString(14, key.externalId().orElse(null));
        insert.setString(15, key.labels().text().orElse(null));
        insert.setString(16, key.rateLimit().map(RateLimit::text).orElse(null));
        insert.setObject(17, key.quota().map(Quota::requests).orElse(null), Types.BIGINT);
        insert.setString(18, key.quota().map(quota -> quota.period().name()).orElse(null));
        insert.setObject(19, key.customRight().map(CustomRight::id).orElse(null), Types.BIGINT);
    }

    private static void bind(PreparedStatement insert, long id, long keyId, Row row) throws SQLException {
        KeySecret secret = row.secret();
        insert.setLong(1, id);
        insert.setLong(2, row.key().organisationId());
        insert.setLong(3, keyId);
        insert.setBytes(4, secret.digest());
        if (secret.masterKeyVersion().isPresent()) {
            insert.setBytes(5, secret.sealedKey());
            insert.setInt(6, secret.masterKeyVersion().get());
        } else {
            insert.setBytes(5, null);
            insert.setNull(6, Types.INTEGER);
        }
        insert.setObject(7, SqlInstant.of(secret.createdAt()));
    }
}
