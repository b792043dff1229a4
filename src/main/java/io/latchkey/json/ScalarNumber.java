package io.latchkey.json;

import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.std.StdScalarDeserializer;

/**
 * Reads a whole number that some clients send as text; an empty text means that there is none. For
 * {@code @JsonDeserialize(using = ...)}.
 */
public final class ScalarNumber extends StdScalarDeserializer<Long> {

    public ScalarNumber() {
        super(Long.class);
    }

    @Override
    public Long deserialize(JsonParser parser, DeserializationContext context) {
        JsonToken token = parser.currentToken();
        if (token == JsonToken.VALUE_NUMBER_INT || token == JsonToken.VALUE_STRING) {
            String digits = parser.getString().strip();
            if (digits.isEmpty()) {
                return null;
            }
            try {
                return Long.valueOf(digits);
            } catch (NumberFormatException notWhole) {
                return context.reportInputMismatch(this, "must be a whole number");
            }
        }
        return context.reportInputMismatch(this, "must be a whole number");
    }
}
