package io.latchkey.boot;

import io.latchkey.password.PasswordRules;
import io.latchkey.profile.Profile;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The initial password of the first user: the configured one, or a random one that is written to the log. In
 * production, where many people can read the stored log, the password must be configured and satisfy the
 * rules for passwords that users choose.
 */
@Singleton
public class FirstPassword {

    /** In bytes; results in 24 characters of Base64, which nobody can guess and anyone can copy. */
    private static final int BYTES = 18;

    private final Optional<String> configured;
    private final Profile profile;
    private final PasswordRules rules;
    private final SecureRandom random;

    /**
     * Reads {@code latchkey.admin.password} and {@code latchkey.profile}.
     *
     * @throws IllegalArgumentException if the profile is not valid
     */
    @Inject
    public FirstPassword(
            @ConfigProperty(name = "latchkey.admin.password") Optional<String> configured,
            @ConfigProperty(name = Profile.PROPERTY) String profile,
            PasswordRules rules,
            SecureRandom random) {
        this.configured = configured;
        this.profile = Profile.of(profile);
        this.rules = rules;
        this.random = random;
    }

    boolean isConfigured() {
        return configured.isPresent();
    }

    /**
     * Returns the configured password, or a new random one with each call.
     *
     * @throws IllegalStateException if, under {@code latchkey.profile=production}, no password is configured,
     *     or one that breaks the rules for a password of this user
     */
    String value(String userName) {
        if (profile == Profile.PRODUCTION) {
            return forProduction(userName);
        }
        return configured.orElseGet(() -> {
            byte[] bytes = new byte[BYTES];
            random.nextBytes(bytes);
            return Base64.getUrlEncoder().encodeToString(bytes);
        });
    }

    private String forProduction(String userName) {
        String password = configured.orElseThrow(
                () -> new IllegalStateException("Latchkey cannot start for the first time in production without"
                        + " latchkey.admin.password, the password of the user " + userName
                        + ": a random one would appear in the log."));
        rules.fault(password, userName).ifPresent(fault -> {
            throw new IllegalStateException(
                    "Latchkey cannot start for the first time in production: latchkey.admin.password " + fault + ".");
        });
        return password;
    }
}
