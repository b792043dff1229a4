package io.latchkey.webhook;

import io.latchkey.database.ConflictRetry;
import io.latchkey.database.JdbcTransaction;
import io.latchkey.masterkey.SealedData;
import io.latchkey.masterkey.SealedTable;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import javax.sql.DataSource;

/** Re-encrypts the webhook secrets, at most one per organisation, when the master key is rotated. */
@Singleton
class SealedWebhooks implements SealedData {

    /** The number of rows per batch, small enough that no lock is held for long. */
    static final int BATCH = 500;

    private static final String SEALED_UNDER = "SELECT organisation_id, sealed_secret FROM organisation_webhook"
            + " WHERE master_key_version = ? AND organisation_id > ?"
            + " ORDER BY master_key_version, organisation_id FETCH FIRST ? ROWS ONLY";

    // A webhook set again in the meantime has a different secret, whatever its version.
    private static final String REPLACE = "UPDATE organisation_webhook SET sealed_secret = ?, master_key_version = ?"
            + " WHERE organisation_id = ? AND master_key_version = ? AND sealed_secret = ?";

    private static final Logger LOG = System.getLogger(SealedWebhooks.class.getName());

    private final DataSource dataSource;
    private final SealedTable table;
    private final WebhookVault vault;
    private final Clock clock;

    @Inject
    SealedWebhooks(DataSource dataSource, WebhookVault vault, Clock clock) {
        this.dataSource = dataSource;
        this.table = new SealedTable(dataSource, "organisation_webhook");
        this.vault = vault;
        this.clock = clock;
    }

    @Override
    public List<Integer> versions() throws SQLException {
        return table.versions();
    }

    @Override
    public long count(int version) throws SQLException {
        return table.count(version);
    }

    @Override
    public long reseal(int version, Instant end) throws SQLException {
        long done = 0;
        long last = 0;
        while (clock.instant().isBefore(end)) {
            SortedMap<Long, byte[]> batch = after(version, last);
            if (batch.isEmpty()) {
                break;
            }
            Map<Long, byte[]> anew = reseal(version, batch);
            done += ConflictRetry.call(() -> replace(version, batch, anew));
            last = batch.lastKey();
        }
        return done;
    }

    /** Returns the sealed secrets of the organisations after the given one, by organisation. */
    private SortedMap<Long, byte[]> after(int version, long organisationId) throws SQLException {
        SortedMap<Long, byte[]> secrets = new TreeMap<>();
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select = connection.prepareStatement(SEALED_UNDER)) {
            select.setInt(1, version);
            select.setLong(2, organisationId);
            select.setInt(3, BATCH);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    secrets.put(row.getLong(1), row.getBytes(2));
                }
            }
        }
        return secrets;
    }

    private Map<Long, byte[]> reseal(int version, SortedMap<Long, byte[]> batch) {
        Map<Long, byte[]> anew = new TreeMap<>();
        batch.forEach((organisation, before) -> {
            try {
                anew.put(organisation, vault.reseal(version, before, organisation));
            } catch (IllegalStateException damaged) {
                // An unusable secret must not keep the others under the old key.
                LOG.log(
                        Level.WARNING,
                        "The webhook secret of organisation {0} cannot be decrypted and is left unchanged",
                        Long.toString(organisation));
            }
        });
        return anew;
    }

    private long replace(int version, SortedMap<Long, byte[]> before, Map<Long, byte[]> anew) throws SQLException {
        return JdbcTransaction.call(dataSource, connection -> {
            try (PreparedStatement replace = connection.prepareStatement(REPLACE)) {
                for (Map.Entry<Long, byte[]> secret : anew.entrySet()) {
                    replace.setBytes(1, secret.getValue());
                    replace.setInt(2, vault.currentVersion());
                    replace.setLong(3, secret.getKey());
                    replace.setInt(4, version);
                    replace.setBytes(5, before.get(secret.getKey()));
                    replace.addBatch();
                }
                return Arrays.stream(replace.executeBatch())
                        .filter(rows -> rows > 0)
                        .count();
            }
        });
    }
}
