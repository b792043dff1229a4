package io.latchkey.boot;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The password that the first user begins with: the configured one, or a random one that the log tells. A production's log is
 * kept where many read it, so that there the password must be configured.
 */
@Singleton
public class FirstPassword {

    /** Bytes: 24 characters of Base64, which no one guesses and anyone can copy. */
    private static final int BYTES = 18;

    private final Optional<String> configured;
    private final String profile;
    private final SecureRandom random;

    @Inject
    public FirstPassword(
            @ConfigProperty(name = "latchkey.admin.password") Optional<String> configured,
            @ConfigProperty(name = "latchkey.profile") String profile,
            SecureRandom random) {
        this.configured = configured;
        this.profile = profile;
        this.random = random;
    }

    boolean isConfigured() {
        return configured.isPresent();
    }

    /**
     * The configured password, or another random one with each call.
     *
     * @throws IllegalStateException when none is configured under {@code latchkey.profile=production}
     */
    String value() {
        return configured.orElseGet(() -> {
            if (profile.equals("production")) {
                throw new IllegalStateException(
                        "Latchkey does not start for the first time in production without"
                                + " latchkey.admin.password, the password of the user admin: a random one would be in the log.");
            }
            byte[] bytes = new byte[BYTES];
            random.nextBytes(bytes);
            return Base64.getUrlEncoder().encodeToString(bytes);
        });
    }
}
