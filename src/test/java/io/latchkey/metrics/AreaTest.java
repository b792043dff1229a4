package io.latchkey.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AreaTest {

    @ParameterizedTest
    @CsvSource({
        "/api, API",
        "/api/v1, API",
        "/apis, OTHER",
        "/manage, MANAGE",
        "/verify, VERIFY",
        "/settings/api, SETTINGS",
        "/metrics, OTHER",
        "/, OTHER",
        "'', OTHER"
    })
    void aPathBelongsToTheAreaOfItsFirstSegment(String path, Area area) {
        assertThat(Area.of(path)).isEqualTo(area);
    }
}
