package io.latchkey.boot;

import io.latchkey.channel.Address;
import io.latchkey.channel.ChannelType;
import io.latchkey.database.DatabaseFault;
import io.latchkey.organisation.Organisations;
import io.latchkey.user.FirstUser;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Arrays;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Creates the organisation and its first user, {@code admin}, in an empty database. */
@Singleton
public class FirstStart {

    /** The name of the first user. */
    public static final String ADMIN = "admin";

    private static final Logger LOG = System.getLogger(FirstStart.class.getName());

    private final Organisations organisations;
    private final FirstUser firstUser;
    private final FirstPassword firstPassword;
    private final String organisationName;
    private final Optional<String> adminEmail;

    @Inject
    public FirstStart(
            Organisations organisations,
            FirstUser firstUser,
            FirstPassword firstPassword,
            @ConfigProperty(name = "latchkey.organisation.name") String organisationName,
            @ConfigProperty(name = "latchkey.admin.email") Optional<String> adminEmail) {
        this.organisations = organisations;
        this.firstUser = firstUser;
        this.firstPassword = firstPassword;
        this.organisationName = organisationName;
        this.adminEmail = adminEmail;
    }

    /**
     * Creates the organisation and its first user, unless the database already has an organisation.
     *
     * @throws IllegalArgumentException if {@code latchkey.admin.email} is not an e-mail address
     * @throws IllegalStateException on the first start in production, if no password or an unacceptable one
     *     is configured
     */
    public void run() {
        if (!organisations.isEmpty()) {
            return;
        }
        String password = firstPassword.value(ADMIN);
        char[] clear = password.toCharArray();
        try {
            firstUser.make(organisationName, ADMIN, email(), clear);
        } catch (RuntimeException e) {
            if (DatabaseFault.isDuplicate(e)) {
                // Another node was faster; if the password is random, that node's log contains it.
                return;
            }
            throw e;
        } finally {
            Arrays.fill(clear, '\0');
        }
        if (firstPassword.isConfigured()) {
            LOG.log(Level.INFO, "Created the first user: {0} with the configured password", ADMIN);
        } else {
            // The only password that is ever logged: nobody else could tell it to the first user.
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
