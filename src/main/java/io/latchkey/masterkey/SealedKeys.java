package io.latchkey.masterkey;

import io.latchkey.database.ConflictRetry;
import io.latchkey.database.JdbcTransaction;
import io.latchkey.keytoken.KeyVault;
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
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import javax.sql.DataSource;

/** Accesses the kept keys of all organisations by the version of the master key that has sealed them. */
@Singleton
class SealedKeys implements SealedData {

    private static final Logger LOG = System.getLogger(SealedKeys.class.getName());

    /** In rows; small enough that no lock is held for long. */
    private static final int BATCH = 500;

    private final DataSource dataSource;
    private final SealedTable table;
    private final KeyVault vault;
    private final Clock clock;

    @Inject
    SealedKeys(DataSource dataSource, KeyVault vault, Clock clock) {
        this.dataSource = dataSource;
        this.table = new SealedTable(dataSource, "api_key_secret");
        this.vault = vault;
        this.clock = clock;
    }

    /** A sealed key with its row. */
    record Row(long id, long organisationId, long keyNumber, SealedKey key) {}

    /** Wraps the bytes, as a record would compare an array by identity. */
    static final class SealedKey {

        private final byte[] bytes;

        SealedKey(byte[] bytes) {
            this.bytes = bytes.clone();
        }

        byte[] bytes() {
            return bytes.clone();
        }
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
        for (List<Row> batch = after(version, last, BATCH);
                !batch.isEmpty() && clock.instant().isBefore(end);
                batch = after(version, last, BATCH)) {
            List<Row> anew = reseal(version, batch);
            done += ConflictRetry.call(() -> replace(anew, version, vault.currentVersion()));
            last = batch.get(batch.size() - 1).id();
        }
        return done;
    }

    private List<Row> reseal(int version, List<Row> batch) {
        List<Row> anew = new ArrayList<>();
        for (Row row : batch) {
            try {
                byte[] sealedAnew = vault.reseal(version, row.key().bytes(), row.organisationId(), row.keyNumber());
                anew.add(new Row(row.id(), row.organisationId(), row.keyNumber(), new SealedKey(sealedAnew)));
            } catch (IllegalStateException damaged) {
                // A key that can no longer be copied must not keep the others under the old master key.
                LOG.log(
                        Level.WARNING,
                        "The stored copy of key {0} of organisation {1} cannot be decrypted and is left unchanged",
                        Long.toString(row.keyNumber()),
                        Long.toString(row.organisationId()));
            }
        }
        return anew;
    }

    /** Returns the keys sealed under the given version after an id, ordered by id. */
    List<Row> after(int version, long id, int limit) throws SQLException {
        List<Row> rows = new ArrayList<>();
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select = connection.prepareStatement("SELECT s.id, s.organisation_id, k.number,"
                        + " s.sealed_key FROM api_key_secret s JOIN api_key k ON k.id = s.key_id"
                        + " WHERE s.master_key_version = ? AND s.id > ?"
                        + " ORDER BY s.master_key_version, s.id FETCH FIRST ? ROWS ONLY")) {
            select.setInt(1, version);
            select.setLong(2, id);
            select.setInt(3, limit);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    rows.add(new Row(row.getLong(1), row.getLong(2), row.getLong(3), new SealedKey(row.getBytes(4))));
                }
            }
        }
        return rows;
    }

    /**
     * Replaces the same keys sealed under the old version, in one transaction. Keys that another node has
     * already replaced, or that have been deleted, are left as they are.
     *
     * @return the number of replaced keys
     */
    private int replace(List<Row> sealed, int oldVersion, int newVersion) throws SQLException {
        return inOneTransaction(
                "UPDATE api_key_secret SET sealed_key = ?, master_key_version = ?"
                        + " WHERE id = ? AND master_key_version = ?",
                sealed,
                (update, row) -> {
                    update.setBytes(1, row.key().bytes());
                    update.setInt(2, newVersion);
                    update.setLong(3, row.id());
                    update.setInt(4, oldVersion);
                },
                (connection, done) -> {});
    }

    /**
     * Erases the sealed form of these keys, in one transaction that also runs the given step. Their digests
     * remain, so the keys themselves stay valid.
     */
    int erase(List<Row> sealed, Afterwards afterwards) throws SQLException {
        return inOneTransaction(
                "UPDATE api_key_secret SET sealed_key = NULL, master_key_version = NULL"
                        + " WHERE id = ? AND master_key_version IS NOT NULL",
                sealed,
                (update, row) -> update.setLong(1, row.id()),
                afterwards);
    }

    private int inOneTransaction(String sql, List<Row> rows, Binding binding, Afterwards afterwards)
            throws SQLException {
        return JdbcTransaction.call(dataSource, connection -> {
            try (PreparedStatement update = connection.prepareStatement(sql)) {
                for (Row row : rows) {
                    binding.bind(update, row);
                    update.addBatch();
                }
                int[] changed = update.executeBatch();
                List<Row> done = IntStream.range(0, changed.length)
                        .filter(row -> changed[row] > 0)
                        .mapToObj(rows::get)
                        .toList();
                afterwards.run(connection, done);
                return done.size();
            }
        });
    }

    /** The last step of a transaction, which receives the rows that it has changed. */
    @FunctionalInterface
    interface Afterwards {

        /** Runs the step. */
        void run(Connection connection, List<Row> done) throws SQLException;
    }

    private interface Binding {
        void bind(PreparedStatement update, Row row) throws SQLException;
    }
}
