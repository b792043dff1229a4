package io.latchkey.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FirstPasswordTest {

    private static FirstPassword password(Optional<String> configured, String profile) {
        return new FirstPassword(configured, profile, new SecureRandom());
    }

    @Test
    void theConfiguredOneIsTaken() {
        assertThat(password(Optional.of("open sesame"), "production").value()).isEqualTo("open sesame");
        assertThat(password(Optional.of("open sesame"), "development").value()).isEqualTo("open sesame");
    }

    @Test
    void inDevelopmentItIsRandom() {
        FirstPassword random = password(Optional.empty(), "development");
        assertThat(random.isConfigured()).isFalse();
        assertThat(random.value()).hasSize(24).isNotEqualTo(random.value());
    }

    @Test
    void inProductionThereIsNoneThatALogWouldHave() {
        assertThatThrownBy(() -> password(Optional.empty(), "production").value())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("latchkey.admin.password");
    }
}
