package io.latchkey.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.latchkey.json.Json;
import io.latchkey.problem.FieldError;
import io.latchkey.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventReaderTest {

    private final Json json = new Json();
    private final EventReader reader = new EventReader(new EventParams(json), json);

    @Test
    void bothFormsBecomeOne() {
        String list = "[{\"name\":\"total\",\"value\":9.90},{\"name\":\"items\",\"value\":[1,{\"a\":null}]},"
                + "{\"name\":\"nothing\"}]";
        String object = "{\"total\":9.90,\"items\":[1,{\"a\":null}],\"nothing\":null}";

        for (ParamsForm form : ParamsForm.values()) {
            assertThat(read(list, form).params()).isEqualTo(object);
            assertThat(read(object, form).params()).isEqualTo(object);
        }
    }

    @Test
    void noParamsAreAnEmptyObject() {
        assertThat(reader.read("t", Optional.of("k"), Optional.empty(), ParamsForm.PLAIN)
                        .params())
                .isEqualTo("{}");
        assertThat(read("null", ParamsForm.PLAIN).params()).isEqualTo("{}");
        assertThat(read("[]", ParamsForm.PLAIN).params()).isEqualTo("{}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                // sent as text | kept in version 1
                "{\\\"a\\\":[1.50]} | {\"a\":[1.50]}",
                " [1, 2] | [1,2]",
                "{\\\"a\\\":\\\"{}\\\"} | {\"a\":\"{}\"}",
                "{a} | \"{a}\"",
                "[1,2 | \"[1,2\"",
                "[1] x | \"[1] x\"",
                "{\\\"a\\\":1,\\\"a\\\":2} | \"{\\\"a\\\":1,\\\"a\\\":2}\"",
                "9.90 | \"9.90\"",
                "true | \"true\"",
                "null | \"null\"",
            })
    void version1UnescapesObjectsAndLists(String sent, String kept) {
        String list = "[{\"name\":\"x\",\"value\":\"" + sent + "\"}]";

        assertThat(read(list, ParamsForm.ESCAPED).params()).isEqualTo("{\"x\":" + kept + "}");
        assertThat(read(list, ParamsForm.PLAIN).params()).isEqualTo("{\"x\":\"" + sent + "\"}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"pushToken\":\"p\",\"phone\":\"3\",\"email\":\"e\",\"externalCustomerId\":\"x\",\"contactId\":7} | 7",
                "{\"pushToken\":\"p\",\"phone\":\"3\",\"email\":\"e\",\"externalCustomerId\":\"x\"} | x",
                "{\"pushToken\":\"p\",\"phone\":\"3\",\"email\":\"e\",\"externalCustomerId\":\"\"} | e",
                "{\"pushToken\":\"p\",\"phone\":\"3\",\"email\":null} | 3",
                "{\"pushToken\":\"p\",\"phone\":[3]} | p",
            })
    void theContactStandsInForTheKeyValue(String params, String keyValue) {
        assertThat(reader.read("t", Optional.of(" "), tree(params), ParamsForm.PLAIN)
                        .keyValue())
                .isEqualTo(keyValue);
        assertThat(reader.read("t", Optional.of("k"), tree(params), ParamsForm.PLAIN)
                        .keyValue())
                .isEqualTo("k");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "7 | params",
                "\"text\" | params",
                "[1] | params[0].name",
                "[{\"value\":1}] | params[0].name",
                "[{\"name\":\" \"}] | params[0].name",
                "[{\"name\":\"a\"},{\"name\":\"a\"}] | params[1].name",
                "[{\"name\":\"a\",\"values\":1}] | params[0].values",
                "{\"a\":\"\\u0000\"} | params",
                "{\"a\":[{\"b\":\"\\ud800\"}]} | params",
                "{\"\\u0000\":1} | params",
                "[{\"name\":\"a\",\"value\":\"[\\\"\\\\u0000\\\"]\"}] | params",
            })
    void refusesOtherParamsByName(String params, String field) {
        ProblemException refused = catchThrowableOfType(ProblemException.class, () -> read(params, ParamsForm.ESCAPED));

        assertThat(refused.problem().status()).isEqualTo(400);
        assertThat(refused.problem().errors()).extracting(FieldError::field).containsExactly(field);
    }

    @Test
    void anEventNeedsAKeyValueThatFits() {
        assertRefusedKeyValue("{\"name\":\"n\"}");
        assertRefusedKeyValue("{\"email\":\"" + "e".repeat(301) + "\"}");
    }

    private void assertRefusedKeyValue(String params) {
        ProblemException refused = catchThrowableOfType(
                ProblemException.class, () -> reader.read("t", Optional.empty(), tree(params), ParamsForm.PLAIN));
        assertThat(refused.problem().errors()).extracting(FieldError::field).containsExactly("keyValue");
    }

    private EventContent read(String params, ParamsForm form) {
        return reader.read("t", Optional.of("k"), tree(params), form);
    }

    private Optional<tools.jackson.databind.JsonNode> tree(String params) {
        return Optional.of(json.readTree(params.getBytes(StandardCharsets.UTF_8)));
    }
}
