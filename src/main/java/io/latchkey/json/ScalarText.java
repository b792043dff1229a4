package io.latchkey.json;

import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.std.StdScalarDeserializer;

/**
 * Reads a text that some clients send as a number or a boolean. For {@code @JsonDeserialize(using = ...)}.
 */
public final class ScalarText extends StdScalarDeserializer<String> {

    public ScalarText() {
        super(String.class);
    }

    @Override
    public String deserialize(JsonParser parser, DeserializationContext context) {
        JsonToken token = parser.currentToken();
        if (!token.isScalarValue() || !StorableText.isStorable(parser.getString())) {
            return context.reportInputMismatch(this, "must be text without NUL or unpaired surrogates");
        }
        return parser.getString();
    }
}
