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
 * Hashes a password anew that was right, when {@code latchkey.password.rounds} has been raised since it was set. It is the same
 * password: no session ends by it.
 */
@Singleton
public class PasswordUpgrade {

    private static final Logger LOG = System.getLogger(PasswordUpgrade.class.getName());

    /** Not if it was changed meanwhile, or hashed anew by a request at the same time. */
    private static final String UPDATE =
            "UPDATE account_user SET password_hash = ? WHERE id = ? AND password_hash = ? AND deleted_at IS NULL";

    private final DataSource dataSource;
    private final PasswordHash passwords;

    @Inject
    public PasswordUpgrade(DataSource dataSource, PasswordHash passwords) {
        this.dataSource = dataSource;
        this.passwords = passwords;
    }

    /** Does so if it is needed. That it cannot be done keeps nobody out: the next sign-in tries again. */
    void upgrade(AccountUser user, char[] rightPassword) {
        if (!passwords.isOutdated(user.passwordHash())) {
            return;
        }
        try {
            String hash = passwords.generate(rightPassword);
            if (update(user, hash)) {
                user.keepBy(hash);
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
