package io.latchkey.leak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.latchkey.json.Json;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JacksonException;

class LeakReportsTest {

    private final Json json = new Json();

    private LeakReports read(String text) {
        return json.bind(text.getBytes(StandardCharsets.UTF_8), LeakReports.class);
    }

    @Test
    void oneReportIsAListOfOne() {
        assertThat(read("{\"token\":\"a\"}")).isEqualTo(read("[{\"token\":\"a\"}]"));
        assertThat(read("[{\"token\":\"a\"},{\"token\":\"b\"}]").leaks()).hasSize(2);
    }

    @Test
    void aFieldThatIsNotKnownIsRefusedInBothForms() {
        assertThatThrownBy(() -> read("{\"token\":\"a\",\"number\":7}")).isInstanceOf(JacksonException.class);
        assertThatThrownBy(() -> read("[{\"token\":\"a\",\"number\":7}]")).isInstanceOf(JacksonException.class);
        assertThatThrownBy(() -> read("7")).isInstanceOf(JacksonException.class);
    }
}
