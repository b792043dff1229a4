package io.latchkey.json;

import java.math.BigDecimal;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.std.StdScalarDeserializer;

/** Reads an amount, which clients send as a number or as text; an empty text means that there is none. */
public final class Amount extends StdScalarDeserializer<BigDecimal> {

    /** In characters; a longer text is not an amount. */
    private static final int MAX_LENGTH = 50;

    /** For Jackson. */
    public Amount() {
        super(BigDecimal.class);
    }

    @Override
    public BigDecimal deserialize(JsonParser parser, DeserializationContext context) {
        if (!parser.currentToken().isNumeric() && !parser.hasToken(JsonToken.VALUE_STRING)) {
            return (BigDecimal) context.handleUnexpectedToken(BigDecimal.class, parser);
        }
        String text = parser.getString().strip();
        if (text.isEmpty()) {
            return null;
        }
        if (text.length() > MAX_LENGTH) {
            return context.reportInputMismatch(BigDecimal.class, "must be a shorter number");
        }
        try {
            return new BigDecimal(text);
        } catch (NumberFormatException notANumber) {
            return context.reportInputMismatch(BigDecimal.class, "must be a number");
        }
    }
}
