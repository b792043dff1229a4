package io.latchkey.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.latchkey.password.PasswordGuesses;
import io.latchkey.password.PasswordRules;
import java.security.SecureRandom;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FirstPasswordTest {

    private static FirstPassword password(Optional<String> configured, String profile) {
        return new FirstPassword(configured, profile, new PasswordRules(new PasswordGuesses()), new SecureRandom());
    }

    @Test
    void theConfiguredOneIsTaken() {
        String password = "open sesame and barley";
        assertThat(password(Optional.of(password), "production").value("admin")).isEqualTo(password);
        assertThat(password(Optional.of(password), "development").value("admin"))
                .isEqualTo(password);
    }

    @Test
    void inDevelopmentAnyOneDoes() {
        assertThat(password(Optional.of("admin"), "development").value("admin")).isEqualTo("admin");
    }

    @ParameterizedTest
    @ValueSource(strings = {"hunter2", "administrator1", "a\tb in a long password"})
    void inProductionItIsOneThatAUserMightChoose(String bad) {
        assertThatThrownBy(() -> password(Optional.of(bad), "production").value("admin"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("latchkey.admin.password")
                .hasMessageNotContaining(bad);
    }

    @Test
    void inDevelopmentItIsRandom() {
        FirstPassword random = password(Optional.empty(), "development");
        assertThat(random.isConfigured()).isFalse();
        assertThat(random.value("admin")).hasSize(24).isNotEqualTo(random.value("admin"));
    }

    @Test
    void inProductionThereIsNoneThatALogWouldHave() {
        assertThatThrownBy(() -> password(Optional.empty(), "production").value("admin"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("latchkey.admin.password");
    }
}
