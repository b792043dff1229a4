package io.latchkey.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.annotation.JsonDeserialize;

class LenientFieldsTest {

    private final Json json = new Json();

    record Fields(
            @JsonDeserialize(using = TextOrNumber.class) String id,
            @JsonDeserialize(using = Amount.class) BigDecimal amount) {}

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "\"12\" | 12",
                "12 | 12",
                "123456789012345678901234567890 | 123456789012345678901234567890",
                "\"\" | ''",
                "\"a b\" | a b"
            })
    void anIdIsTextOrAWholeNumber(String sent, String read) {
        assertThat(bind("{\"id\":" + sent + "}").id()).isEqualTo(read);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.5", "true", "[]", "{}", "\"\\u0000\"", "\"\\ud800\""})
    void anythingElseIsNoId(String sent) {
        assertThatThrownBy(() -> bind("{\"id\":" + sent + "}")).isInstanceOf(DatabindException.class);
    }

    @ParameterizedTest
    @CsvSource({"9.90, 9.90", "12, 12", "\"9.90\", 9.90", "\" 7 \", 7", "-1, -1", "1e2, 1E+2"})
    void anAmountIsANumberOrItsText(String sent, String read) {
        assertThat(bind("{\"amount\":" + sent + "}").amount().toString()).isEqualTo(read);
    }

    @Test
    void theEmptyTextIsNoAmount() {
        assertThat(bind("{\"amount\":\"\"}").amount()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"a\"", "\"1,5\"", "\"NaN\"", "\"Infinity\"", "true", "[]", "{}"})
    void anythingElseIsNoAmount(String sent) {
        assertThatThrownBy(() -> bind("{\"amount\":" + sent + "}")).isInstanceOf(DatabindException.class);
    }

    @Test
    void anAmountIsShort() {
        String long51 = "9".repeat(51);

        assertThatThrownBy(() -> bind("{\"amount\":\"" + long51 + "\"}")).isInstanceOf(DatabindException.class);
        assertThatThrownBy(() -> bind("{\"amount\":" + long51 + "}")).isInstanceOf(DatabindException.class);
    }

    @Test
    void aTreeKeepsEveryDigit() {
        String sent = "{\"a\":9.90,\"b\":123456789012345678901234.12345678901234567890,\"c\":1E+400}";

        assertThat(json.write(json.readTree(sent.getBytes(StandardCharsets.UTF_8))))
                .isEqualTo(sent);
    }

    private Fields bind(String body) {
        return json.bind(body.getBytes(StandardCharsets.UTF_8), Fields.class);
    }
}
