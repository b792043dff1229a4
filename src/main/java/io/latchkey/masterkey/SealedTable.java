package io.latchkey.masterkey;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * Reads by which versions of the master key the rows of a table are sealed. The table has the version in
 * {@code master_key_version}, with an index that begins with it; rows that are not sealed have none.
 */
public final class SealedTable {

    /**
     * The limit up to which the rows of a version are counted; counting further would cost more with each
     * row.
     */
    public static final int MAX_COUNT = 100_000;

    private final DataSource dataSource;
    private final String nextVersion;
    private final String count;

    /**
     * Creates a reader.
     *
     * @param table the table's name, which becomes part of the SQL
     */
    public SealedTable(DataSource dataSource, String table) {
        this.dataSource = dataSource;
        this.nextVersion = "SELECT master_key_version FROM " + table
                + " WHERE master_key_version > ? ORDER BY master_key_version FETCH FIRST 1 ROW ONLY";
        this.count = "SELECT COUNT(*) FROM (SELECT master_key_version FROM " + table
                + " WHERE master_key_version = ? FETCH FIRST ? ROWS ONLY) AS counted";
    }

    /**
     * Returns the versions in use, lowest first; takes one index lookup per version.
     *
     * @throws SQLException if the database fails
     */
    public List<Integer> versions() throws SQLException {
        List<Integer> versions = new ArrayList<>();
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select = connection.prepareStatement(nextVersion)) {
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
     * Returns how many rows are sealed under the given version, up to {@link #MAX_COUNT}; one more than that
     * means that there are more.
     *
     * @throws SQLException if the database fails
     */
    public long count(int version) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select = connection.prepareStatement(count)) {
            select.setInt(1, version);
            select.setInt(2, MAX_COUNT + 1);
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }
}
