package io.latchkey.boot;

import io.latchkey.channel.Address;
import io.latchkey.channel.ChannelType;
import io.latchkey.database.DatabaseFault;
import io.latchkey.organisation.Accounts;
import io.latchkey.user.FirstUser;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Arrays;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Gives an empty database its organisation and that organisation's first user, {@code admin}. */
@Singleton
public class FirstStart {

    /** The first user's name. */
    public static final String ADMIN = "admin";

    private static final Logger LOG = System.getLogger(FirstStart.class.getName());

    private final Accounts accounts;
    private final FirstUser firstUser;
    private final FirstPassword firstPassword;
    private final String organisationName;
    private final Optional<String> adminEmail;

    @Inject
    public FirstStart(
            Accounts accounts,
            FirstUser firstUser,
            FirstPassword firstPassword,
            @ConfigProperty(name = "latchkey.organisation.name") String organisationName,
            @ConfigProperty(name = "latchkey.admin.email") Optional<String> adminEmail) {
        this.accounts = accounts;
        this.firstUser = firstUser;
        this.firstPassword = firstPassword;
        this.organisationName = organisationName;
        this.adminEmail = adminEmail;
    }

    /**
     * Does nothing when the database has an organisation already.
     *
     * @throws IllegalArgumentException when {@code latchkey.admin.email} is no address
     * @throws IllegalStateException when it is production's first start and no password, or a bad one, is configured
     */
    public void run() {
        if (!accounts.isEmpty()) {
            return;
        }
        String password = firstPassword.value(ADMIN);
        char[] clear = password.toCharArray();
        try {
            firstUser.make(organisationName, ADMIN, email(), clear);
        } catch (RuntimeException e) {
            if (DatabaseFault.isDuplicate(e)) {
                // Another node was quicker, and its log has the password.
                return;
            }
            throw e;
        } finally {
            Arrays.fill(clear, '\0');
        }
        if (firstPassword.isConfigured()) {
            LOG.log(Level.INFO, "Created the first user: {0} with the configured password", ADMIN);
        } else {
            // The one password that is ever logged: nobody else could tell it to the first user.
            LOG.log(Level.INFO, "Created the first user: {0} with the password {1} (shown only once)", ADMIN, password);
        }
    }

    private Optional<String> email() {
        return adminEmail.map(text -> ChannelType.EMAIL
                .parse(text)
                .map(Address::shown)
                .orElseThrow(() -> new IllegalArgumentException("latchkey.admin.email must be an e-mail address")));
    }
}
