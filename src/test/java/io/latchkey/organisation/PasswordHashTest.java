package io.latchkey.organisation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.security.enterprise.identitystore.Pbkdf2PasswordHash;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PasswordHashTest {

    @Test
    void inProductionNoPasswordIsHashedWithFewerRoundsThanIsSafe() {
        assertThatThrownBy(() -> new PasswordHash(new Algorithm(), 209_999, "production"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("latchkey.password.rounds must be at least 210000");
        assertThatThrownBy(() -> new PasswordHash(new Algorithm(), 1023, "development"))
                .isInstanceOf(IllegalArgumentException.class);
        Algorithm algorithm = new Algorithm();
        new PasswordHash(algorithm, 210_000, "production");
        assertThat(algorithm.parameters).containsEntry("Pbkdf2PasswordHash.Iterations", "210000");
    }

    /** Remembers how it was set up; the container has the real one. */
    private static final class Algorithm implements Pbkdf2PasswordHash {

        private final Map<String, String> parameters = new HashMap<>();

        @Override
        public void initialize(Map<String, String> given) {
            parameters.putAll(given);
        }

        @Override
        public String generate(char[] password) {
            return "hash";
        }

        @Override
        public boolean verify(char[] password, String hash) {
            return false;
        }
    }
}
