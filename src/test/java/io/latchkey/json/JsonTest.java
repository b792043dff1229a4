package io.latchkey.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.exc.MismatchedInputException;

class JsonTest {

    private final Json json = new Json();

    private record Sample(String text, Integer number, Colour colour) {}

    private enum Colour {
        RED
    }

    private Sample bind(String body) {
        return json.bind(body.getBytes(StandardCharsets.UTF_8), Sample.class);
    }

    @Test
    void readsWhatFits() {
        assertThat(bind("{\"text\":\"a\",\"number\":1,\"colour\":\"RED\"}")).isEqualTo(new Sample("a", 1, Colour.RED));
        assertThat(bind("{\"text\":\"\\uD83D\\uDE00\"}").text()).isEqualTo("😀");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"unknown\":1}",
                "{\"text\":1}",
                "{\"text\":true}",
                "{\"text\":{}}",
                "{\"text\":[\"a\"]}",
                "{\"text\":\"a\\u0000b\"}",
                "{\"text\":\"\\uD83D\"}",
                "{\"text\":\"\\uDE00\"}",
                "{\"text\":\"a\",\"text\":\"b\"}",
                "{\"number\":\"1\"}",
                "{\"number\":1.5}",
                "{\"number\":99999999999999}",
                "{\"colour\":\"red\"}",
                "{\"colour\":0}",
                "{\"colour\":\"\"}",
                "{} {}",
                "{",
                "nonsense",
            })
    void refusesWhatDoesNot(String body) {
        assertThatThrownBy(() -> bind(body)).isInstanceOf(JacksonException.class);
    }

    @Test
    void refusesDeepNesting() {
        String deep = "[".repeat(60) + "]".repeat(60);

        assertThatThrownBy(() -> json.readTree(deep.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(JacksonException.class);
    }

    @Test
    void refusesMoreTokensThanABodyCanNeed() {
        byte[] most = ("[" + "1,".repeat(Json.MAX_TOKENS - 3) + "1]").getBytes(StandardCharsets.UTF_8);
        byte[] more = ("[" + "1,".repeat(Json.MAX_TOKENS - 2) + "1]").getBytes(StandardCharsets.UTF_8);

        assertThat(json.readTree(most)).hasSize(Json.MAX_TOKENS - 2);
        assertThatThrownBy(() -> json.readTree(more)).isInstanceOf(StreamConstraintsException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e9999992999", "1e-9999992999", "{\"a\":[1.5e9999992999]}"})
    void refusesNumbersBeyondAllNumbers(String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);

        assertThatThrownBy(() -> json.readTree(bytes)).isInstanceOf(JacksonException.class);
        assertThatThrownBy(() -> json.bind(bytes, JsonNode.class)).isInstanceOf(JacksonException.class);
    }

    @Test
    void anErrorDoesNotQuoteTheBody() {
        assertThatThrownBy(() -> bind("{\"text\":\"a secret\", nonsense}"))
                .isInstanceOf(JacksonException.class)
                .hasMessageNotContaining("a secret");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "4000000000",
                "4000000000.5",
                "1e300",
                "true",
                "[]",
                "\"4000000000\"",
                "\"-1\"",
                "\" 4000000000\"",
                "\"4000000000.0\"",
                "\"\"",
                "\"soon\""
            })
    void aTimeIsNoNumber(String value) {
        record Times(Optional<Instant> at, Optional<Duration> length) {}

        for (String field : List.of("at", "length")) {
            byte[] body = ("{\"" + field + "\":" + value + "}").getBytes(StandardCharsets.UTF_8);
            assertThatThrownBy(() -> json.bind(body, Times.class)).isInstanceOf(MismatchedInputException.class);
        }
        assertThat(json.bind(
                        "{\"at\":\"2026-01-01T00:00:00Z\",\"length\":\"PT1H\"}".getBytes(StandardCharsets.UTF_8),
                        Times.class))
                .isEqualTo(new Times(
                        Optional.of(Instant.parse("2026-01-01T00:00:00Z")), Optional.of(Duration.ofHours(1))));
    }

    @Test
    void writesTimesInIso8601() {
        record Times(Instant at, Optional<Instant> none) {}

        assertThat(json.write(new Times(Instant.parse("2026-01-01T00:00:00Z"), Optional.empty())))
                .isEqualTo("{\"at\":\"2026-01-01T00:00:00Z\",\"none\":null}");
    }
}
