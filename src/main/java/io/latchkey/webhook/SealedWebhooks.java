package io.latchkey.webhook;

import io.latchkey.key.AlsoSealed;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** The webhooks' secrets under the rotation of the master key: at most one an organisation. */
@Singleton
class SealedWebhooks implements AlsoSealed {

    private static final String VERSIONS = "SELECT DISTINCT master_key_version FROM organisation_webhook";

    private static final String COUNT = "SELECT COUNT(*) FROM organisation_webhook WHERE master_key_version = ?";

    private static final String SEALED_UNDER =
            "SELECT organisation_id, sealed_secret FROM organisation_webhook WHERE master_key_version = ?";

    // A webhook that was set anew meanwhile is under the current version already.
    private static final String REPLACE = "UPDATE organisation_webhook SET sealed_secret = ?, master_key_version = ?"
            + " WHERE organisation_id = ? AND master_key_version = ? AND sealed_secret = ?";

    private static final Logger LOG = System.getLogger(SealedWebhooks.class.getName());

    private final DataSource dataSource;
    private final WebhookVault vault;

    @Inject
    SealedWebhooks(DataSource dataSource, WebhookVault vault) {
        this.dataSource = dataSource;
        this.vault = vault;
    }

    @Override
    public List<Integer> versions() throws SQLException {
        List<Integer> versions = new ArrayList<>();
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select = connection.prepareStatement(VERSIONS);
                ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                versions.add(rows.getInt(1));
            }
        }
        return versions;
    }

    @Override
    public long count(int version) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select = connection.prepareStatement(COUNT)) {
            select.setInt(1, version);
            try (ResultSet rows = select.executeQuery()) {
                rows.next();
                return rows.getLong(1);
            }
        }
    }

    @Override
    public long reseal(int version) throws SQLException {
        long done = 0;
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select = connection.prepareStatement(SEALED_UNDER);
                PreparedStatement replace = connection.prepareStatement(REPLACE)) {
            select.setInt(1, version);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    long organisation = rows.getLong(1);
                    done += reseal(replace, version, organisation, rows.getBytes(2));
                }
            }
        }
        return done;
    }

    private int reseal(PreparedStatement replace, int version, long organisation, byte[] before) throws SQLException {
        try {
            replace.setBytes(1, vault.reseal(version, before, organisation));
        } catch (IllegalStateException damaged) {
            // One that signs nothing any more must not keep the others under the old key.
            LOG.log(
                    Level.WARNING,
                    "The webhook's secret of organisation {0} does not open and stays as it is",
                    Long.toString(organisation));
            return 0;
        }
        replace.setInt(2, vault.currentVersion());
        replace.setLong(3, organisation);
        replace.setInt(4, version);
        replace.setBytes(5, before);
        return replace.executeUpdate();
    }
}
