package io.latchkey.password;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * Rehashes a correct password if {@code latchkey.password.rounds} has been raised since it was set. The
 * password stays the same, so no session ends.
 */
@Singleton
public class PasswordUpgrade {

    private static final Logger LOG = System.getLogger(PasswordUpgrade.class.getName());

    /** Has no effect if the password was changed in the meantime, or rehashed by a concurrent request. */
    private static final String UPDATE =
            "UPDATE account_user SET password_hash = ? WHERE id = ? AND password_hash = ? AND deleted_at IS NULL";

    private final DataSource dataSource;
    private final PasswordHash passwords;

    @Inject
    public PasswordUpgrade(DataSource dataSource, PasswordHash passwords) {
        this.dataSource = dataSource;
        this.passwords = passwords;
    }

    /**
     * Rehashes the password if necessary. A failure does not prevent the sign-in: the next one tries again.
     *
     * @param hash the user's hash, of the right password
     * @return the hash that has been stored instead; empty if the user's remains
     */
    public Optional<String> upgrade(long userId, String hash, char[] rightPassword) {
        if (!passwords.isOutdated(hash)) {
            return Optional.empty();
        }
        try {
            String newHash = passwords.generate(rightPassword);
            return update(userId, hash, newHash) ? Optional.of(newHash) : Optional.empty();
        } catch (SQLException | RuntimeException e) {
            LOG.log(Level.WARNING, "A password could not be hashed with more rounds: {0}", e.toString());
            return Optional.empty();
        }
    }

    private boolean update(long userId, String hash, String newHash) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement update = connection.prepareStatement(UPDATE)) {
            update.setString(1, newHash);
            update.setLong(2, userId);
            update.setString(3, hash);
            return update.executeUpdate() == 1;
        }
    }
}
