package io.latchkey.keypage;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.key.ApiKey;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReadinessTest {

    @ParameterizedTest
    @CsvSource({
        "true, false, false, READY",
        "false, false, false, DISABLED",
        "false, true, false, EXPIRED",
        "false, false, true, LEAKED",
        "false, true, true, LEAKED"
    })
    void saysWhatHasToBeDoneFirst(boolean enabled, boolean expired, boolean leaked, Readiness readiness) {
        ApiKey key = new ApiKey() {
            @Override
            public boolean isLeaked() {
                return leaked;
            }
        };

        assertThat(Readiness.of(key, enabled, expired)).isEqualTo(readiness);
    }
}
