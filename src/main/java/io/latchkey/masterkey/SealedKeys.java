package io.latchkey.masterkey;

import io.latchkey.database.JdbcTransaction;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import javax.sql.DataSource;

/** Accesses the kept keys of all organisations by the version of the master key that has sealed them. */
@Singleton
class SealedKeys {

    /**
     * The limit up to which the keys of a version are counted; counting further would cost more with each
     * key.
     */
    static final int MAX_COUNT = 100_000;

    private final DataSource dataSource;

    @Inject
    SealedKeys(DataSource dataSource) {
        this.dataSource = dataSource;
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

    /** Returns the versions in use, lowest first; takes one index lookup per version. */
    List<Integer> versions() throws SQLException {
        List<Integer> versions = new ArrayList<>();
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select = connection.prepareStatement("SELECT master_key_version FROM api_key_secret"
                        + " WHERE master_key_version > ? ORDER BY master_key_version FETCH FIRST 1 ROW ONLY")) {
            for (Optional<Integer> next = after(select, 0); next.isPresent(); next = after(select, next.get())) {
                versions.add(next.get());
            }
        }
        return versions;
    }

    private static Optional<Integer> after(PreparedStatement select, int version) throws SQLException {
        select.setInt(1, version);
        try (ResultSet row = select.executeQuery()) {
            return row.next() ? Optional.of(row.getInt(1)) : Optional.empty();
        }
    }

    /**
     * Returns how many keys are sealed under the given version, up to {@link #MAX_COUNT}; one more than that
     * means that there are more.
     */
    long count(int version) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select = connection.prepareStatement("SELECT COUNT(*) FROM (SELECT id"
                        + " FROM api_key_secret WHERE master_key_version = ? FETCH FIRST ? ROWS ONLY) AS counted")) {
            select.setInt(1, version);
            select.setInt(2, MAX_COUNT + 1);
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
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
    int replace(List<Row> sealed, int oldVersion, int newVersion) throws SQLException {
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
