package io.latchkey.secret;

import io.latchkey.database.DatabaseFault;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.SecretKey;
import javax.sql.DataSource;

/**
 * Verifies that the secrets are those with which the database was used before. With others, every key would
 * be refused as unknown, and keys created meanwhile would be lost once the mistake is corrected, so startup
 * fails instead.
 */
@Singleton
public class SecretsCheck {

    private final DataSource dataSource;
    private final Secrets secrets;

    @Inject
    public SecretsCheck(DataSource dataSource, Secrets secrets) {
        this.dataSource = dataSource;
        this.secrets = secrets;
    }

    /**
     * Verifies the secrets, or stores their fingerprints on the first start.
     *
     * @throws SecretsException if the secrets are not those of this database
     * @throws SQLException if the database fails
     */
    public void check() throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            check(connection, "digest-key", secrets.digestKey(), "latchkey.secret.digest-key");
            for (int version : secrets.masterKeys().versions()) {
                check(
                        connection,
                        // The first one predates the versions.
                        version == 1 ? "master-key" : "master-key-" + version,
                        secrets.masterKeys().find(version).orElseThrow(),
                        "Version " + version + " of the master key (latchkey.secret.master-key or master-keys)");
            }
        }
    }

    private static void check(Connection connection, String name, SecretKey secret, String inWords)
            throws SQLException {
        String fingerprint = fingerprint(secret);
        Optional<String> known = find(connection, name);
        if (known.isEmpty()) {
            insert(connection, name, fingerprint);
            // Two nodes may start together: what counts is the row that is there now.
            known = find(connection, name);
        }
        if (!MessageDigest.isEqual(bytes(fingerprint), bytes(known.orElse("")))) {
            throw new SecretsException(inWords + " is not the one that this database was used with. "
                    + "Set the previous secret again (or restore secrets.properties); with another one, "
                    + "the API keys in the database cannot be used. A new master key needs a version of its own, "
                    + "higher than all others.");
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static Optional<String> find(Connection connection, String name) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("SELECT fingerprint FROM secret_fingerprint WHERE name = ?")) {
            select.setString(1, name);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
            }
        }
    }

    private static void insert(Connection connection, String name, String fingerprint) throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO secret_fingerprint (name, fingerprint) VALUES (?, ?)")) {
            insert.setString(1, name);
            insert.setString(2, fingerprint);
            insert.executeUpdate();
        } catch (SQLException e) {
            // Another node may have inserted the row first.
            if (!DatabaseFault.isDuplicate(e)) {
                throw e;
            }
        }
    }

    /** Computed from a fixed text under the secret; reveals nothing of the secret or of any key. */
    private static String fingerprint(SecretKey secret) {
        byte[] whole = new Hmac(secret).of(bytes("latchkey secret fingerprint"));
        return HexFormat.of().formatHex(whole, 0, 16);
    }
}
