package io.latchkey.organisation;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
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

    /** Rehashes the password if necessary. A failure does not prevent the sign-in: the next one tries again. */
    void upgrade(AccountUser user, char[] rightPassword) {
        if (!passwords.isOutdated(user.passwordHash())) {
            return;
        }
        try {
            String hash = passwords.generate(rightPassword);
            if (update(user, hash)) {
                user.replaceHash(hash);
            }
        } catch (SQLException | RuntimeException e) {
            LOG.log(Level.WARNING, "A password could not be hashed with more rounds: {0}", e.toString());
        }
    }

    private boolean update(AccountUser user, String hash) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement update = connection.prepareStatement(UPDATE)) {
            update.setString(1, hash);
            update.setLong(2, user.id());
            update.setString(3, user.passwordHash());
            return update.executeUpdate() == 1;
        }
    }
}
