package io.latchkey.key;

import io.latchkey.database.Batches;
import io.latchkey.database.ReservedIds;
import io.latchkey.database.SqlInstant;
import io.latchkey.database.SqlValues;
import io.latchkey.quota.Quota;
import io.latchkey.quota.RateLimit;
import io.latchkey.right.CustomRight;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.persistence.PersistenceException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import javax.sql.DataSource;

/** Looks up digests and inserts many new keys, in batches. */
@Singleton
class BulkKeyStore {

    private static final int BATCH = 500;

    private final DataSource dataSource;

    @Inject
    BulkKeyStore(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** A key and its secret, neither of which is stored yet. */
    record Row(ApiKey key, boolean disabled, KeySecret secret) {}

    /**
     * Returns those of the given hexadecimal digests that the organisation cannot import: they belong to a key,
     * belonged to another organisation's, or have leaked.
     */
    Set<String> taken(long organisationId, Collection<String> digests) {
        Set<String> taken = new HashSet<>();
        try (Connection connection = dataSource.getConnection()) {
            for (List<String> some : Batches.of(List.copyOf(digests), BATCH)) {
                addTaken(organisationId, some, connection, taken);
            }
        } catch (SQLException e) {
            throw new PersistenceException("The keys could not be looked up", e);
        }
        return taken;
    }

    private static void addTaken(long organisationId, List<String> digests, Connection connection, Set<String> taken)
            throws SQLException {
        String in = " WHERE digest IN (" + SqlValues.placeholders(digests.size()) + ")";
        List<Object> parameters = new ArrayList<>();
        digests.forEach(digest -> parameters.add(HexFormat.of().parseHex(digest)));
        parameters.addAll(List.copyOf(parameters));
        parameters.add(organisationId);
        try (PreparedStatement select = connection.prepareStatement("SELECT digest FROM api_key_secret" + in
                + " UNION ALL SELECT digest FROM ended_secret" + in + " AND (leaked OR organisation_id <> ?)")) {
            SqlValues.bind(select, parameters);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    taken.add(HexFormat.of().formatHex(row.getBytes(1)));
                }
            }
        }
    }

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

    private static void insert(Connection connection, List<Row> rows, Queue<Long> ids) throws SQLException {
        try (PreparedStatement keys = connection.prepareStatement("INSERT INTO api_key (id, organisation_id, number,"
                        + " description, access_right, status, disabled_by, hint, created_by, created_at, idle_since,"
                        + " expires_at, networks, external_id, labels, rate_limit, quota_requests, quota_period,"
                        + " custom_right_id, version)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1)");
                PreparedStatement secrets = connection.prepareStatement("INSERT INTO api_key_secret (id,"
                        + " organisation_id, key_id, digest, sealed_key, master_key_version, created_at)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?)");
                PreparedStatement labels = connection.prepareStatement("INSERT INTO api_key_label (key_id,"
                        + " organisation_id, key_number, name, label) VALUES (?, ?, ?, ?, ?)")) {
            boolean labelled = false;
            for (Row row : rows) {
                long id = ids.remove();
                bind(keys, id, row);
                keys.addBatch();
                bind(secrets, ids.remove(), id, row);
                secrets.addBatch();
                for (Map.Entry<String, String> label :
                        row.key().labels().values().entrySet()) {
                    bind(labels, id, row.key(), label);
                    labels.addBatch();
                    labelled = true;
                }
            }
            keys.executeBatch();
            secrets.executeBatch();
            if (labelled) {
                labels.executeBatch();
            }
        }
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

    private static void bind(PreparedStatement insert, long keyId, ApiKey key, Map.Entry<String, String> label)
            throws SQLException {
        insert.setLong(1, keyId);
        insert.setLong(2, key.organisationId());
        insert.setLong(3, key.number());
        insert.setString(4, label.getKey());
        insert.setString(5, label.getValue());
    }
}
